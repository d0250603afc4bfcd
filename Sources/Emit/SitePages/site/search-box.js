// The search box: results as you type, by keyboard, by mouse, and for those who listen.

import { address, hasDotOf, queryAddress, undotted } from "./address.js";
import { codeSystems } from "./data.js";
import { counted, element } from "./dom.js";
import { filterButtons, filters, resetFilters } from "./search-filter.js";
import {
  correctionText, marked, nothingText, offersFor, resultTags, resultTitle, sectionResult, unreadText,
} from "./search-results.js";
import { onLoad, search } from "./search.js";
import { namedSections } from "./typed-code.js";

const input = document.getElementById("search");
const panel = document.getElementById("panel");
const choices = document.getElementById("filters");
const correction = document.getElementById("correction");
const options = document.getElementById("options");
const note = document.getElementById("results-note");
const announcement = document.getElementById("announcement");
const box = input.parentElement;

/** So many results are shown as one types; the page of all results has the others. */
const mostShown = 50;

let active = -1;
/** The text whose results are shown. */
let shownText = null;
/** Whether they are what Enter chooses from: all is read, or the code is found, or a person went through them. */
let isSettled = false;
/** Whether there is anything to open, be it that nothing was found. */
let isReadable = true;
/** The text for which Enter was pressed before its results were there. */
let enteredText = null;
let lastSearch = 0;
let follow = () => {};

/** The text in the box, while its results are open. */
export function openQuery() {
  return panel.hidden ? null : input.value;
}

/** Opens the results of an earlier text again. */
export function reopen(text) {
  input.value = text;
  input.focus();
  return update();
}

/** Closes the results and empties the box. */
export function clear() {
  input.value = "";
  resetFilters();
  close();
}

/** Shows the text whose results the page has. */
export function setQuery(text) {
  input.value = text;
}

/** @param open follows the address of a result. */
export function startSearchBox(open) {
  follow = open;
  input.addEventListener("input", update);
  input.addEventListener("focus", () => { if (panel.hidden && input.value.trim() !== "") update(); });
  input.addEventListener("keydown", press);
  box.addEventListener("keydown", pressEscape);
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget !== null && !box.contains(relatedTarget)) close();
  });
  document.addEventListener("pointerdown", ({ target }) => { if (!box.contains(target)) close(); });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  onLoad(() => { if (!panel.hidden) update(); });
}

function close() {
  lastSearch += 1;
  panel.hidden = true;
  options.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  active = -1;
  shownText = null;
  enteredText = null;
}

function press(event) {
  if (event.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
  if (event.key in steps) {
    event.preventDefault();
    if (panel.hidden) update();
    else move(steps[event.key]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    enter();
  }
}

function pressEscape(event) {
  if (event.key !== "Escape" || event.isComposing) return;
  event.preventDefault();
  if (panel.hidden) {
    // The answer to what is thrown away may be on its way.
    clear();
    return;
  }
  // The input opens what is closed when it gets the focus.
  input.focus();
  close();
}

/** Opens the result of the text in the box; where it is not there yet, as soon as it is. */
function enter() {
  const text = input.value.trim();
  if (text === shownText && isSettled) {
    openActive();
  } else {
    enteredText = text;
    update();
  }
}

/** Where no result is chosen, the page of all results opens: it says what there is instead. */
function openActive() {
  enteredText = null;
  const option = options.children[active];
  if (option) option.click();
  else if (isReadable) follow(queryAddress(shownText));
  else announcement.textContent = `Nothing to open. ${note.textContent}`;
}

function move(step) {
  const count = options.childElementCount;
  if (count === 0) return;
  const wanted = active + step;
  // One step goes round; a page stops at the end.
  isSettled = true;
  const place = Math.abs(step) === 1 ? (wanted + count) % count : Math.max(0, Math.min(count - 1, wanted));
  activate(place);
}

function activate(place) {
  options.children[active]?.setAttribute("aria-selected", "false");
  active = place;
  const option = options.children[place];
  if (!option) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  option.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

async function update() {
  const text = input.value.trim();
  if (text === "") {
    resetFilters();
    close();
    return;
  }
  if (text !== enteredText) enteredText = null;
  lastSearch += 1;
  const mine = lastSearch;
  const began = performance.now();
  const answer = await search(text, { ...filters(), limit: mostShown });
  // The person has typed on meanwhile.
  if (answer === null || mine !== lastSearch) return;
  const isFinal = answer.awaited === 0 && answer.totalOfAll === 0 && !answer.isBroken;
  // What cannot be read names nothing; the answer says that it could not.
  const systems = await codeSystems().catch(() => []);
  const offers = isFinal ? await offersFor(text, systems) : { codes: [], searches: [] };
  const named = await namedSections(text, systems).catch(() => []);
  if (mine !== lastSearch) return;
  show(answer, offers, text, systems, named);
  performance.measure("search", { start: began, detail: { total: answer.total } });
}

/** @param named the chapters and blocks of this name: beside them nothing else is meant. */
function show(answer, near, text, systems, named) {
  const { total, counts, results, awaited, marks } = answer;
  const lines = named.length > 0 ? named.map(sectionResult).map(({ href, content }) => option("section", href, content)) : [
    ...results.map((result) => resultOption(result, marks)),
    total > 0 ? allOption(total, text) : null,
    ...near.searches.map((offer) => option("offer", queryAddress(offer), `Search for “${offer}”`)),
    ...near.codes.map((code) => resultOption({ ...code, reasons: [{ said: "nearest code" }] }, [])),
  ].filter((line) => line !== null);
  for (const [place, line] of lines.entries()) line.id = `option-${place}`;
  options.replaceChildren(...lines);
  choices.replaceChildren(...filterButtons(counts, chosen));
  // Where no code set has anything, there is nothing to narrow.
  choices.hidden = answer.totalOfAll === 0 || named.length > 0;
  correction.textContent = named.length > 0 ? "" : correctionText(answer);
  correction.hidden = correction.textContent === "";
  panel.hidden = false;
  options.hidden = lines.length === 0;
  input.setAttribute("aria-expanded", String(lines.length > 0));
  activate(results.length + named.length > 0 ? 0 : -1);
  options.scrollTop = 0;
  const unread = named.length > 0 ? "" : unreadText(answer);
  const none = total + named.length === 0 ? nothingText(answer, text, systems) : "";
  note.textContent = `${unread} ${none}`.trim();
  note.hidden = note.textContent === "";
  announcement.textContent = [correction.textContent, unread, none || counted(named.length || total, "result")]
    .filter((sentence) => sentence !== "").join(" ");
  shownText = text;
  isReadable = !answer.isBroken;
  isSettled = awaited === 0 || named.length > 0 || (results.length > 0 && undotted(results[0].code) === undotted(text)
    && hasDotOf(text, results[0].code));
  if (enteredText === text && isSettled) openActive();
}

function option(style, href, ...content) {
  return element("a", { role: "option", class: `option ${style}`, tabindex: "-1", href, "aria-selected": "false" }, content);
}

function resultOption(result, marks) {
  return option(result.status, address(result.system, result.code),
    element("span", { class: "code" }, marked(result.code, marks)), " ", resultTitle(result, marks), " ",
    element("span", { class: "tags" }, resultTags(result, true)));
}

function allOption(total, text) {
  return option("all", queryAddress(text), total === 1 ? "The result by code set and category"
    : `All ${counted(total, "result")} by code set and category`);
}

/** After a choice one goes on typing; by keyboard, choosing. */
function chosen(place, isPointed) {
  // The buttons are made again: what had the focus keeps it.
  update().then(() => (isPointed ? input : choices.children[place] ?? input).focus());
}

options.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  follow(link.getAttribute("href"));
});
