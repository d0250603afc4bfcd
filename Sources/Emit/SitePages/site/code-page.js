// The page of a code, from top to bottom.

import { address, hasDotOf, undotted } from "./address.js";
import { axisSwitches } from "./axes.js";
import { below, codeList, Tree } from "./below.js";
import { crosswalkPart, hcpcsPart, listsPart, useInstead } from "./companions.js";
import { classificationParts } from "./classification.js";
import { copyButtons } from "./copy.js";
import { category, retiredCodes, sections } from "./data.js";
import { counted, element, part } from "./dom.js";
import { sourcePart, validityPart } from "./facts.js";
import { familyTable, familyTitle } from "./family.js";
import { annotationParts, checklistPart } from "./notes.js";
import { reference } from "./references.js";
import { standing, today } from "./standing.js";
import { tablePart, tableRowPart } from "./tables.js";
import { markedTitle } from "./title.js";

/** More codes than this beside one are better seen on the page of their header. */
const mostSiblings = 16;

/**
 * The page of a code: its title for the browser, what is said aloud, its address, and its content. Null where the
 * code set has no such code.
 */
export async function codePage(system, text) {
  const wanted = undotted(text);
  const codes = await category(system, wanted);
  const current = codes.find(({ code }) => code === wanted);
  const code = current ?? (await retiredCodes(system)).find((each) => each.code === wanted);
  if (!code || !hasDotOf(text, code.display_code)) return null;
  const known = await withCodesNearby(system, codes, code);
  const find = (other) => known.get(other);
  const tree = new Tree(codes);
  const isRetired = !current;
  const on = today();
  const { style, word, meaning, isEnded } = standing(code, system, on,
    { isRetired, advice: headerAdvice(tree.billable(code).length) });
  const content = element("article", { class: "page" },
    await chain(system, code, find),
    element("header", { class: "head" },
      element("h1", { tabindex: "-1" }, element("span", { class: "code" }, code.display_code), " ",
        element("span", { class: "title" }, markedTitle(code.long_title, code.mentions))),
      element("p", { class: "status" }, element("strong", { class: `chip ${style}` }, word), " ",
        isEnded ? [element("strong", { class: "chip retired" }, "Release ended"), " "] : null,
        element("span", {}, meaning)),
      copyButtons(code),
      axisSwitches(code, find)),
    element("div", { class: "columns" },
      element("div", { class: "main" },
        isRetired ? replacedPart(code) : null,
        await tableRowPart(system, code),
        await classificationParts(system, code, find),
        await tablePart(system, code),
        code.billable || isRetired ? null : part("below", "Billable codes below", below(code, tree)),
        checklistPart(code, find),
        annotationParts(code, find),
        familyPart(code, known),
        siblingsPart(code, tree, find),
        crosswalkPart(code),
        hcpcsPart(code)),
      element("aside", { class: "aside", "aria-label": "Facts about this code" },
        validityPart(code, system, on),
        listsPart(code),
        sourcePart(code, system))));
  return {
    title: `${code.display_code} ${code.long_title} – ${system.name}`,
    announcement: `${code.display_code}, ${word.toLowerCase()}${isEnded ? ", release ended" : ""}: ${code.long_title}`,
    address: address(system.system, code.display_code),
    content,
  };
}

/** The codes that a page speaks of, by code: those of its category, and of others that its pivots lead to. */
async function withCodesNearby(system, codes, code) {
  const known = new Map(codes.map((each) => [each.code, each]));
  let wanted = [code];
  while (wanted.length > 0) {
    const targets = wanted.flatMap((each) => (each.pivots ?? []).map(({ target }) => target));
    const starts = new Set(targets.filter((target) => !known.has(target)).map((target) => target.slice(0, 3)));
    wanted = [];
    for (const others of await Promise.all([...starts].map((start) => category(system, start)))) {
      for (const other of others) {
        if (known.has(other.code)) continue;
        known.set(other.code, other);
        if (other.family === code.family) wanted.push(other);
      }
    }
  }
  return known;
}

/** What is above a code: the chapter, the block, the headers. */
async function chain(system, code, find) {
  const above = [];
  for (let parent = find(code.parent); parent; parent = find(parent.parent)) above.unshift(parent);
  const all = await sections(system);
  const blocks = [];
  for (let section = byName(all, code.section); section; section = byName(all, section.parent)) blocks.unshift(section);
  // A block of one category has its name, and its page is that of the category.
  const names = [...above, code].map((each) => each.code);
  const link = (name, text, title) => element("li", {},
    element("a", { href: address(system.system, name) }, text ? [element("span", { class: "code" }, text), " "] : null, title));
  return element("nav", { class: "chain", "aria-label": "Above this code" }, element("ol", {},
    element("li", {}, element("a", { href: `?${encodeURIComponent(system.system)}` }, system.name)),
    blocks.filter(({ section }) => !names.includes(section)).map(({ section, title, number }) =>
      link(section, number ? null : section, number ? `${number}. ${title}` : title)),
    above.map((header) => link(header.display_code, header.display_code, header.long_title))));
}

function byName(all, name) {
  return all.find(({ section }) => section === name);
}

function headerAdvice(count) {
  if (count < 2) return count === 0 ? "there is no billable code below it" : "choose the billable code below";
  return `choose one of the ${counted(count, "billable code")} below`;
}

function replacedPart(code) {
  const replacements = code.replaced_by ?? [];
  if (replacements.length === 0 && code.hcpcs) return part("replaced", "What became of it", useInstead(code));
  return part("replaced", "What became of it", replacements.length === 0
    ? element("p", {}, "No conversion table in this build says what replaced it.")
    : [element("p", {}, "Replaced by"), element("ul", { class: "targets" },
      replacements.map((other) => element("li", {}, reference(code.system, other))))]);
}

function familyPart(code, known) {
  const members = [...known.values()].filter(({ family }) => family && family === code.family);
  if (members.length < 2) return null;
  return part("family", familyTitle(members),
    familyTable(members, (other) => known.get(other), code));
}

/** The codes beside a code that has no family, where they are few. */
function siblingsPart(code, tree, find) {
  const parent = find(code.parent);
  if (!parent || code.family) return null;
  const siblings = tree.children(parent).filter((each) => each.code !== code.code);
  if (siblings.length === 0 || siblings.length > mostSiblings) return null;
  return part("siblings", `Beside it, under ${parent.display_code}`, codeList(siblings));
}

