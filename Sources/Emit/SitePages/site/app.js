// The start: shows the page that the address asks for, and follows links without leaving it.

import { declareAxes } from "./axes.js";
import { openAgain, opened } from "./below.js";
import { codeSystems, declaredAxes } from "./data.js";
import { counted, element } from "./dom.js";
import { faultPage, pageAt } from "./pages.js";
import { add, arrive, leave } from "./places.js";
import { ended, setHeldSystems } from "./references.js";
import { giveUp, loadIndex } from "./search.js";
import { clear, openQuery, reopen, setQuery, startSearchBox } from "./search-box.js";

const main = document.getElementById("main");
const announcement = document.getElementById("announcement");
/** After so many milliseconds it is said that a page is being read. */
const patience = 1000;
let lastPage = 0;
/** The address whose page is shown. */
let shown = null;

/**
 * Shows the page of the address.
 *
 * @param arrival what to do then: where to scroll and what gets the focus.
 */
async function show(arrival) {
  lastPage += 1;
  const mine = lastPage;
  main.setAttribute("aria-busy", "true");
  const waiting = setTimeout(() => { announcement.textContent = "Loading"; }, patience);
  let page;
  try {
    page = await pageAt(location.search);
  } catch (error) {
    page = faultPage(error, location.search);
  }
  clearTimeout(waiting);
  // Another page was asked for meanwhile.
  if (mine !== lastPage) return;
  put(page);
  arrival(page);
}

function put(page) {
  document.title = page.title;
  if (page.address && page.address !== location.search) history.replaceState(history.state, "", page.address);
  shown = location.search;
  main.replaceChildren(page.content);
  if (page.query) setQuery(page.query);
  main.removeAttribute("aria-busy");
  announcement.textContent = "";
}

/** Keeps of a page that is left where it was scrolled to, what was open, and the text in the search box. */
function keepState() {
  // What is still shown while another page is read is not that page.
  if (!main.hasAttribute("aria-busy")) leave({ scroll: scrollY, opened: opened(main), query: openQuery() });
}

function restore(left) {
  openAgain(main, left?.opened ?? []);
  scrollTo(0, left?.scroll ?? 0);
  if (left?.query) reopen(left.query);
}

function follow(href, { axis = null } = {}) {
  keepState();
  clear();
  add(href);
  return show(({ announcement: text }) => {
    // Who steps along an axis stays at its switch, and hears where it led.
    const step = axis && main.querySelector(`[data-axis="${axis}"] [aria-current]`);
    if (step) {
      step.focus({ preventScroll: true });
      announcement.textContent = text;
    } else {
      scrollTo(0, 0);
      main.querySelector("h1")?.focus({ preventScroll: true });
    }
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='?']");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  follow(link.getAttribute("href"), { axis: link.closest("[data-axis]")?.dataset.axis });
});

addEventListener("popstate", () => {
  keepState();
  const left = arrive();
  // The browser went to a part of the page, as by the skip link.
  if (left === undefined && location.search === shown) return;
  clear();
  show(() => {
    if (!left?.query) main.querySelector("h1")?.focus({ preventScroll: true });
    restore(left);
  });
});

addEventListener("pagehide", keepState);

history.scrollRestoration = "manual";
startSearchBox(follow);
const left = arrive();

try {
  const systems = await codeSystems();
  setHeldSystems(systems);
  declareAxes(await declaredAxes());
  loadIndex(systems.map(({ system }) => system), systems.map(({ system }) => system).filter(ended));
  document.getElementById("foot").append(
    element("p", {}, systems.map((system, place) => {
      const { release, code_count: count } = system.releases.at(-1);
      return `${place > 0 ? " · " : ""}${system.name} ${release}, ${counted(count, "code")}`;
    })),
    element("p", {}, "Made of the official files by ", element("strong", {}, "codeset"),
      ". Check against the publisher before you submit a claim."));
  await show(() => restore(left));
} catch (error) {
  giveUp();
  put(faultPage(error, location.search));
}
