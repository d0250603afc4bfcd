// The page of all results of a search, by code set and category.

import { address, queryAddress } from "./address.js";
import { unfolding } from "./below.js";
import { codeSystems } from "./data.js";
import { counted, element, part } from "./dom.js";
import { systemName } from "./references.js";
import { filterButtons, filters } from "./search-filter.js";
import {
  correctionText, marked, nothingText, offersFor, resultTags, resultTitle, sectionResult, unreadText,
} from "./search-results.js";
import { answer, offLoad, onLoad } from "./search.js";
import { namedSections } from "./typed-code.js";

/** After so many results the categories are folded. */
const mostOpen = 150;

/** The page of the results of a text. It is made again as more of the index is read, as long as it is shown. */
export async function resultsPage(text) {
  const title = `Results for “${text}”`;
  const state = element("p", { class: "lead", role: "status" });
  const choices = element("div", { class: "filters", role: "group", "aria-label": "Narrow the results" });
  const results = element("div");
  const content = element("article", { class: "page plain results" }, element("h1", { tabindex: "-1" }, title), state,
    choices, results);
  const systems = await codeSystems();
  const named = await namedSections(text, systems);
  if (named.length > 0) {
    state.textContent = `${counted(named.length, "chapter or block", "chapters and blocks")} of this name.`;
    choices.hidden = true;
    results.append(element("ul", { class: "codes" }, named.map(sectionResult).map(({ href, content: said }) =>
      element("li", {}, element("a", { class: "line", href }, said)))));
    return { title: `${text} – Search`, announcement: title, query: text, content };
  }
  let lastAnswer = 0;
  let isShown = false;
  const update = async () => {
    lastAnswer += 1;
    const mine = lastAnswer;
    const found = await answer(text, filters());
    const near = found.totalOfAll === 0 && found.awaited === 0 ? await offersFor(text, systems) : null;
    if (mine !== lastAnswer) return;
    state.textContent = stateText(found, text, systems);
    choices.replaceChildren(...filterButtons(found.counts, (place) => {
      update().then(() => (choices.children[place] ?? choices.children[0]).focus());
    }));
    choices.hidden = found.totalOfAll === 0;
    results.replaceChildren(...found.total > 0 ? systemParts(found) : near ? nearParts(found, near) : []);
    if (found.awaited === 0) offLoad(more);
  };
  function more() {
    isShown ||= content.isConnected;
    if (isShown && !content.isConnected) offLoad(more);
    else update();
  }
  onLoad(more);
  await update();
  return { title: `${text} – Search`, announcement: title, query: text, content };
}

function stateText(found, text, systems) {
  const said = found.total > 0 ? `${counted(found.total, "result")}.` : nothingText(found, text, systems);
  return [correctionText(found), said, unreadText(found)].filter((sentence) => sentence !== "").join(" ");
}

/** The results of each code set, those of a category together, in the order of the best of them. */
function systemParts({ results, marks }) {
  let open = 0;
  return [...Map.groupBy(results, ({ system }) => system)].map(([system, own]) =>
    part(`results-${system}`, `${systemName(system)}: ${counted(own.length, "result")}`,
      [...Map.groupBy(own, ({ category }) => category.code)].map(([code, lines]) => {
        const { title } = lines[0].category;
        const list = () => resultList(lines, marks);
        open += lines.length;
        if (open - lines.length > 0 && open > mostOpen) {
          return unfolding(code, title ?? "", counted(lines.length, "result"), () => [
            element("p", {}, element("a", { href: address(system, code) }, `Page of ${code}`)), list()]);
        }
        return [element("h3", { class: "category" }, element("a", { href: address(system, code) },
          element("span", { class: "code" }, code), title ? ` ${title}` : "…")), list()];
      })));
}

function resultList(results, marks) {
  return element("ul", { class: "codes" }, results.map((result) => element("li", {}, resultLine(result, marks, false),
    result.alike.length > 0 ? alikeList(result) : null)));
}

/** The codes that differ from a result by an axis only. */
function alikeList({ code, alike }) {
  return unfolding(code, `${counted(alike.length, "code")} like it but for side, trimester, encounter or the like`, "",
    () => element("ul", { class: "codes" }, alike.map((other) => element("li", {}, resultLine(other, [], false)))));
}

function resultLine(result, marks, hasSystem) {
  return element("a", { class: `line ${result.status}`, href: address(result.system, result.code) },
    element("span", { class: `code ${result.status}` }, marked(result.code, marks)), " ", resultTitle(result, marks), " ",
    element("span", { class: "tags" }, resultTags(result, hasSystem)));
}

/** Where nothing is found: what is near, and where else to look. */
function nearParts({ isBroken }, { codes, searches }) {
  if (isBroken) return [];
  return [
    part("searches", "These find something", searches.length === 0 ? null : element("ul", { class: "targets" },
      searches.map((offer) => element("li", {}, element("a", { href: queryAddress(offer) }, offer))))),
    nearPart(codes),
    element("p", { class: "else" }, "Or go through ", element("a", { href: "?" }, "the chapters of the code sets"), "."),
  ].filter((each) => each !== null);
}

/** The codes that are near one that does not exist. */
export function nearPart(codes, hasSystem = true) {
  return part("nearest", "Nearest codes", codes.length === 0 ? null : element("ul", { class: "codes" },
    codes.map((code) => element("li", {}, resultLine(code, [], hasSystem)))));
}
