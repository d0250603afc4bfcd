/// The page's style: light and dark, on paper, and on a phone.
let reportStyle: StaticString = """
  :root { color-scheme: light dark; --line: #8886; --added: #2e7d32; --removed: #c62828; --revised: #1565c0;
    --flipped: #b26a00; }
  @media (prefers-color-scheme: dark) { :root { --added: #7cc47f; --removed: #ef8a8a; --revised: #84b6f4;
    --flipped: #e3b15f; } }
  body { font: 16px/1.45 system-ui, sans-serif; margin: 0; }
  main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
  h1 { font-size: 1.6rem; line-height: 1.2; }
  h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .5rem; margin: 1rem 0; }
  .figures div { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .75rem; }
  dt { font-size: .85rem; }
  dd { margin: 0; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .9rem; }
  th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line); }
  td.t { min-width: 12rem; overflow-wrap: anywhere; }
  th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  td:first-child { white-space: nowrap; }
  td { white-space: pre-wrap; }
  del { background: #c6282833; text-decoration: line-through; }
  ins { background: #2e7d3233; text-decoration: underline; }
  summary { cursor: pointer; padding: .3rem 0; font-weight: 600; }
  svg { width: 100%; height: auto; }
  .legend svg { width: .75rem; height: .75rem; }
  .legend span { margin-right: 1rem; }
  svg text { font-size: 13px; fill: currentColor; }
  .added { fill: var(--added); } .removed { fill: var(--removed); }
  .revised { fill: var(--revised); } .flipped { fill: var(--flipped); }
  .sign { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; }
  .sign span { border-top: 1px solid currentColor; margin-top: 3rem; padding-top: .25rem; }
  @media (max-width: 40rem) { svg text { font-size: 22px; } .legend span { display: inline-block; } }
  @media print { details::details-content { content-visibility: visible; } main { max-width: none; }
    tr { break-inside: avoid; } }

  """
