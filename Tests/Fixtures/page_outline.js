// What a page says, as lines of text: headings with #, lists with -, rows of tables with |, links with their address,
// marked words with their axis, and buttons in pointed brackets. What is folded is in it, behind +. An expression.
(() => {
  const kept = new Set(["P", "LI", "TR", "CAPTION", "H1", "H2", "H3", "SUMMARY", "DT", "DD", "DIV", "NAV", "HEADER", "ASIDE",
    "SECTION", "DETAILS", "UL", "OL", "DL", "TABLE", "THEAD", "TBODY", "ARTICLE"]);
  const signs = { H1: "# ", H2: "## ", H3: "### ", LI: "- ", SUMMARY: "+ ", CAPTION: "= ", DD: "  " };
  const cells = new Set(["TD", "TH"]);
  const lines = [];
  let line = "";

  function end() {
    // Of a hash its beginning is enough.
    if (line.trim() !== "") lines.push(line.replace(/\s+$/, "").replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/, "$1…"));
    line = "";
  }

  function inline(node) {
    const inner = [...node.childNodes].map(text).join("");
    const isCurrent = node.getAttribute("aria-current") ? "*" : "";
    if (node.tagName === "A") return `[${inner}](${node.getAttribute("href")})${isCurrent}`;
    if (node.tagName === "MARK") return `{${node.className}: ${inner}}`;
    if (node.tagName === "BUTTON") return `<${inner}>${node.getAttribute("aria-pressed") === "true" ? "*" : ""}`;
    if (node.classList.contains("chip")) return `{${node.className.replace("chip ", "")}: ${inner}}`;
    return node.classList.contains("remark") || node.classList.contains("count") ? `(${inner.trim()})` : inner;
  }

  function text(node) {
    return node.nodeType === Node.TEXT_NODE ? node.data.replace(/\s+/g, " ") : inline(node);
  }

  function walk(node, depth) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE && cells.has(child.tagName)) {
        const spans = ["colspan", "rowspan"].flatMap((name) => (child.hasAttribute(name) ? `${name}=${child.getAttribute(name)} ` : ""));
        line += `| ${spans.join("")}`;
        walk(child, depth + 1);
        line += " ";
      } else if (child.nodeType === Node.ELEMENT_NODE && kept.has(child.tagName)) {
        const isInCell = child.closest("td, th") !== null;
        if (!isInCell) end();
        const isList = child.tagName === "LI" || child.tagName === "SUMMARY";
        if (isInCell) line += isList ? "- " : "";
        else line = "  ".repeat(depth) + (signs[child.tagName] ?? "");
        walk(child, child.tagName === "LI" || child.tagName === "DETAILS" ? depth + 1 : depth);
        if (isInCell) line += " ";
        else end();
      } else {
        line += text(child);
      }
    }
  }

  walk(document.querySelector("main"), 0);
  end();
  return [document.title, ...lines];
})()
