// The start: shows the page that the address asks for, and follows links without leaving it.

import { codeSystems } from "./data.js";
import { counted, element } from "./dom.js";
import { faultPage, pageAt } from "./pages.js";
import { setHeldSystems } from "./references.js";
import { loadIndex } from "./search.js";
import { clear, openQuery, reopen, startSearchBox } from "./search-box.js";

const main = document.getElementById("main");
const announcement = document.getElementById("announcement");
let lastPage = 0;

/**
 * Shows the page of the address.
 *
 * @param arrival what to do then: where to scroll and what gets the focus.
 */
async function show(arrival) {
  lastPage += 1;
  const mine = lastPage;
  main.setAttribute("aria-busy", "true");
  let page;
  try {
    page = await pageAt(location.search);
  } catch (error) {
    page = faultPage(error);
  }
  // Another page was asked for meanwhile.
  if (mine !== lastPage) return;
  document.title = page.title;
  if (page.address && page.address !== location.search) history.replaceState(history.state, "", page.address);
  main.replaceChildren(page.content);
  main.removeAttribute("aria-busy");
  arrival(page);
}

/** What is kept of a page that is left: where it was scrolled to, and the text in the search box. */
function keepState() {
  history.replaceState({ scroll: scrollY, query: openQuery() }, "");
}

function follow(href, { axis = null } = {}) {
  keepState();
  clear();
  history.pushState(null, "", href);
  return show(({ announcement: text }) => {
    // Who steps along an axis stays at its switch, and is told where it led.
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

addEventListener("popstate", ({ state }) => {
  show(() => {
    scrollTo(0, state?.scroll ?? 0);
    if (state?.query) {
      reopen(state.query);
    } else {
      clear();
      main.querySelector("h1")?.focus({ preventScroll: true });
    }
  });
});

history.scrollRestoration = "manual";
startSearchBox(follow);

try {
  const systems = await codeSystems();
  setHeldSystems(systems);
  document.getElementById("foot").append(
    element("p", {}, systems.map((system, place) => {
      const { release, code_count: count } = system.releases.at(-1);
      return `${place > 0 ? " · " : ""}${system.name} ${release}, ${counted(count, "code")}`;
    })),
    element("p", {}, "Made of the official files by ", element("strong", {}, "codeset"),
      ". Check against the publisher before you submit a claim."));
  await show(() => {});
  loadIndex(systems.map(({ system }) => system));
} catch (error) {
  main.replaceChildren(faultPage(error).content);
}
