// The search box: results as you type, by keyboard, by mouse, and for those who listen.

import { address, hasDotOf, undotted } from "./address.js";
import { counted, element } from "./dom.js";
import { ended, systemName } from "./references.js";
import { onLoad, search } from "./search.js";
import { folded, terms } from "./search-index.js";
import { absentSystems } from "./typed-code.js";

const input = document.getElementById("search");
const panel = document.getElementById("panel");
const filters = document.getElementById("filters");
const options = document.getElementById("options");
const note = document.getElementById("results-note");
const announcement = document.getElementById("announcement");
const box = input.parentElement;

let active = -1;
let onlySystem = null;
let billableOnly = false;
/** The text whose results stand there. */
let shownText = null;
/** Whether they are what Enter chooses from: all is read, or the code is found, or a person went through them. */
let isSettled = false;
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

function resetFilters() {
  onlySystem = null;
  billableOnly = false;
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

function openActive() {
  enteredText = null;
  const option = options.children[active];
  if (option) option.click();
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
  const answer = await search(text, { system: onlySystem, billableOnly });
  // The person has typed on meanwhile.
  if (answer === null || mine !== lastSearch) return;
  show(answer, text);
  performance.measure("search", { start: began, detail: { total: answer.total } });
}

function show(answer, text) {
  const { total, counts, results, awaited } = answer;
  const wanted = terms(text);
  options.replaceChildren(...results.map((result, place) => option(result, place, wanted)));
  showFilters(counts.filter(({ system, count }) => count > 0 || system === onlySystem));
  panel.hidden = false;
  options.hidden = results.length === 0;
  input.setAttribute("aria-expanded", String(results.length > 0));
  activate(results.length > 0 ? 0 : -1);
  options.scrollTop = 0;
  const unread = unreadText(answer);
  const nothing = total === 0 ? nothingText(answer, text) : "";
  announcement.textContent = `${unread} ${total === 0 ? nothing : counted(total, "result")}`.trim();
  note.textContent = `${unread} ${total > results.length
    ? `The first ${results.length} of ${total.toLocaleString("en-US")}. Another word narrows them.` : nothing}`.trim();
  note.hidden = note.textContent === "";
  shownText = text;
  isSettled = awaited === 0 || (results.length > 0 && undotted(results[0].code) === undotted(text)
    && hasDotOf(text, results[0].code));
  if (enteredText === text && isSettled) openActive();
}

/** What the results leave out since it is not read. */
function unreadText({ awaited, failed, isBroken }) {
  if (isBroken) return "The search index could not be read. Load the page again to search.";
  return [awaited > 0 ? "Still reading the index." : "",
    failed.length > 0 ? `The index of ${failed.map(systemName).join(" and ")} could not be read.` : ""].join(" ").trim();
}

/** Why there is no result; nothing where it is not known yet, or cannot be known. */
function nothingText({ totalOfAll, counts, awaited, failed }, text) {
  if (totalOfAll > 0) {
    const wanted = `None${billableOnly ? " billable" : ""}${onlySystem ? ` in ${systemName(onlySystem)}` : ""}`;
    return `${wanted}; ${totalOfAll.toLocaleString("en-US")} ${billableOnly ? "without the filters" : "elsewhere"}.`;
  }
  if (awaited > 0 || counts.length === 0) return "";
  if (failed.length > 0) return "No other code or title matches.";
  const absent = absentSystems(text, counts.map(({ system }) => system));
  return `No code or title matches.${absent.length > 0 ? ` ${formedLike(absent)}` : ""}`;
}

/** That a text looks like a code of code sets that are not there. */
export function formedLike(names) {
  return `It is formed like a code of ${names.join(" or ")}, which is not in this build.`;
}

const tags = { header: "header", retired: "retired", modifier: "modifier" };

function option({ system, code, status, title }, place, wanted) {
  return element("a", { role: "option", id: `option-${place}`, class: `option ${status}`, tabindex: "-1",
    href: address(system, code), "aria-selected": "false" },
  element("span", { class: "code" }, marked(code, wanted)), " ",
  element("span", { class: "title" }, marked(title, wanted)), " ",
  element("span", { class: "tags" },
    tags[status] ? [element("span", { class: `tag ${status}` }, tags[status]), " "] : null,
    element("span", { class: "tag system" }, systemName(system), ended(system) ? `, ended ${ended(system)}` : "")));
}

/** A text with the beginnings of its words marked that were typed. */
function marked(text, wanted) {
  return text.split(/([\p{L}\p{N}'’]+)/u).map((word, place) => {
    if (place % 2 === 0) return word;
    const plain = folded(word);
    const found = wanted.filter((term) => plain.startsWith(term)).sort((one, other) => other.length - one.length)[0];
    if (found === undefined) return word;
    // With accents or apostrophes the letters do not stand one below the other.
    const length = plain.length === word.length ? found.length : word.length;
    return [element("mark", {}, word.slice(0, length)), word.slice(length)];
  });
}

function showFilters(counts) {
  const choice = (name, isOn, choose) => {
    const made = element("button", { type: "button", class: "filter", "aria-pressed": String(isOn) }, name);
    made.addEventListener("click", () => {
      const place = [...filters.children].indexOf(made);
      choose();
      // The buttons are made anew: what had the focus keeps it.
      update().then(() => (filters.children[place] ?? input).focus());
    });
    return made;
  };
  const isSeveral = counts.length > 1 || onlySystem !== null;
  filters.replaceChildren(...(isSeveral ? [
    choice("All", onlySystem === null, () => { onlySystem = null; }),
    ...counts.map(({ system, count }) => choice(`${systemName(system)} ${count.toLocaleString("en-US")}`,
      onlySystem === system, () => { onlySystem = system; })),
  ] : [element("span", { class: "count" }, counted(counts[0]?.count ?? 0, "result"))]),
  choice("Billable only", billableOnly, () => { billableOnly = !billableOnly; }));
}

options.addEventListener("click", (event) => {
  const chosen = event.target.closest("a");
  if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  follow(chosen.getAttribute("href"));
});
