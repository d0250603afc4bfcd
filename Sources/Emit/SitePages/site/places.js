// How each page was left that the browser's history leads back to. It is kept beside the history, by a name that the
// history knows: when another page is shown already, nothing can be added there to the one before.

const storage = "places";
let left = {};
try {
  left = JSON.parse(sessionStorage.getItem(storage)) ?? {};
} catch {
  // Nothing can be kept: pages are shown from their top.
}
let current = null;

/** No place has it: clocks are set back, and two pages may begin within a millisecond. */
function unusedName() {
  return `${Math.random()}`;
}

/** Takes note of the place that the history shows now, and returns how it was left, if it was. */
export function arrive() {
  current = history.state?.place ?? unusedName();
  if (history.state?.place !== current) history.replaceState({ place: current }, "");
  return left[current];
}

/** Adds a place to the history. */
export function add(address) {
  history.pushState({ place: unusedName() }, "", address);
  arrive();
}

/** Keeps how the place is left. */
export function leave(state) {
  left[current] = state;
  try {
    sessionStorage.setItem(storage, JSON.stringify(left));
  } catch {
    // It is kept until the page is loaded again.
  }
}
