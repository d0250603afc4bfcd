// What the results are narrowed to: a code set, which is remembered, and billable codes, until the next search.

import { counted, element } from "./dom.js";
import { isHeld, systemName } from "./references.js";

const storage = "code set";
let system = null;
let billableOnly = false;
try {
  system = localStorage.getItem(storage);
} catch {
  // What is blocked is not remembered.
}

/** The filters as they are: { system, billableOnly }. A code set that this build does not have narrows nothing. */
export function filters() {
  return { system: system !== null && isHeld(system) ? system : null, billableOnly };
}

/** Ends what holds for one search only. */
export function resetFilters() {
  billableOnly = false;
}

function choose(chosen) {
  system = chosen;
  try {
    if (system === null) localStorage.removeItem(storage);
    else localStorage.setItem(storage, system);
  } catch {
    // It is kept until the page is loaded again.
  }
}

/**
 * The filters as buttons.
 *
 * @param counts how many results each code set has.
 * @param change is called after a choice with the place of its button and whether it was made with a pointer.
 */
export function filterButtons(counts, change) {
  const chosen = filters().system;
  const choices = counts.filter((each) => each.count > 0 || each.system === chosen);
  const button = (name, isOn, act) => {
    const made = element("button", { type: "button", class: "filter", "aria-pressed": String(isOn) }, name);
    made.addEventListener("click", ({ detail }) => {
      const place = [...made.parentElement.children].indexOf(made);
      act();
      change(place, detail > 0);
    });
    return made;
  };
  const isSeveral = choices.length > 1 || chosen !== null;
  return [
    ...(isSeveral ? [
      button("All", chosen === null, () => { choose(null); }),
      ...choices.map((each) => button(`${systemName(each.system)} ${each.count.toLocaleString("en-US")}`,
        chosen === each.system, () => { choose(each.system); })),
    ] : [element("span", { class: "count" }, counted(choices[0]?.count ?? 0, "result"))]),
    button("Billable only", billableOnly, () => { billableOnly = !billableOnly; }),
  ];
}
