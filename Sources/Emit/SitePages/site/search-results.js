// How results are shown, below the search box and on the page of all results, and what is said where there are none.

import { address } from "./address.js";
import { element } from "./dom.js";
import { filters } from "./search-filter.js";
import { ended, systemName } from "./references.js";
import { nearest } from "./search.js";
import { asOf } from "./standing.js";
import { absentSystems, formedSystems } from "./typed-code.js";

const tags = { header: "header", retired: "retired", modifier: "modifier" };

/** What is said beside a code: what it is if it cannot be submitted, and on request its code set. */
export function resultTags({ system, status, alike = [] }, hasSystem) {
  return [
    alike.length > 0 ? [element("span", { class: "tag" }, `1 of ${alike.length + 1} codes`), " "] : null,
    tags[status] ? [element("span", { class: `tag ${status}` }, tags[status]), " "] : null,
    hasSystem ? element("span", { class: "tag system" }, systemName(system), ended(system) ? `, ended ${ended(system)}` : "")
      : null,
  ];
}

/** The title of a result, and why it was found. */
export function resultTitle({ title, reasons = [], marks = [] }, typed = []) {
  const wanted = [...typed, ...marks];
  const said = reasons.map((reason, place) => [place > 0 ? "; " : "",
    reason.isEntry ? marked(reason.said, wanted) : reason.said]);
  return element("span", { class: "title" }, marked(title, wanted),
    said.length > 0 ? [" ", element("span", { class: "reason" }, said)] : null);
}

/** A text with the beginnings of its words marked that were looked for. */
export function marked(text, wanted) {
  return text.split(/([\p{L}\p{N}'’]+)/u).map((word, place) => {
    if (place % 2 === 0) return word;
    const plain = folded(word);
    // Of one letter or two only whole words.
    const found = wanted.filter((form) => plain === form || (form.length > 2 && plain.startsWith(form)))
      .sort((one, other) => other.length - one.length)[0];
    if (found === undefined) return word;
    // With accents or apostrophes the letters are at other places.
    const length = plain.length === word.length ? found.length : word.length;
    return [element("mark", {}, word.slice(0, length)), word.slice(length)];
  });
}

function folded(word) {
  return word.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase();
}

/** What was read otherwise than it was typed, as a sentence. Of what is not read nothing is said. */
export function correctionText({ corrections, counts, awaited, failed, partly }) {
  if (corrections.length === 0 || counts.length === 0) return "";
  const entry = awaited > 0 ? "no entry read so far" : failed.length + partly.length > 0 ? "no entry that could be read" : "no entry";
  const said = corrections.map((each) => each.replace("no entry", entry)).join("; ");
  return `${said.replace("n", "N")}.`;
}

/** What the results leave out since it is not read. */
export function unreadText({ awaited, failed, partly, isBroken }) {
  if (isBroken) return "The search index could not be read. Load the page again to search.";
  return [
    awaited > 0 ? "Still reading the index." : "",
    failed.length > 0 ? `The index of ${failed.map(systemName).join(" and ")} could not be read.` : "",
    partly.length > 0 ? `Of ${partly.map(systemName).join(" and ")} only codes and titles could be read.` : "",
  ].filter((sentence) => sentence !== "").join(" ");
}

/** A chapter or a block as a result: where it is, and what is said of it. */
export function sectionResult({ system, section, kind, title }) {
  return { href: address(system, section), content: [element("span", { class: "code" }, section), " ",
    element("span", { class: "title" }, title), " ",
    element("span", { class: "tags" }, element("span", { class: "tag system" }, `${kind} of ${systemName(system)}`))] };
}

/** Why there is no result; nothing where it is not known yet, or cannot be known. */
export function nothingText({ totalOfAll, counts, awaited, failed, partly }, text, systems) {
  const { system, billableOnly } = filters();
  if (totalOfAll > 0) {
    const wanted = `None${billableOnly ? " billable" : ""}${system ? ` in ${systemName(system)}` : ""}`;
    return `${wanted}; ${totalOfAll.toLocaleString("en-US")} ${billableOnly ? "without the filters" : "elsewhere"}.`;
  }
  if (awaited > 0 || counts.length === 0) return "";
  if (failed.length > 0 || partly.length > 0) return "No other code or title matches.";
  const absent = absentSystems(text, counts.map((each) => each.system));
  const own = absent.length > 0 ? [] : formedSystems(text, systems).filter((system) => asOf(system));
  return ["No code or title matches.", absent.length > 0 ? formedLike(absent) : null,
    ...own.map((system) => `It is formed like a code of ${system.name}, ${asOf(system)}.`),
  ].filter(Boolean).join(" ");
}

/** What is offered where nothing is found; a code of a code set that is not there is near none of the others. */
export async function offersFor(text, systems) {
  const offers = await nearest(text);
  return absentSystems(text, systems.map(({ system }) => system)).length > 0 ? { ...offers, codes: [] } : offers;
}

/** That a text looks like a code of code sets that are not there. */
export function formedLike(names) {
  return `It is formed like a code of ${names.join(" or ")}, which is not in this build.`;
}
