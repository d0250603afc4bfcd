// What the classification itself says of a code: the notes of its tabular list, its own and those of all above it.

import { address, undotted } from "./address.js";
import { counted, element, part } from "./dom.js";
import { category, sections } from "./data.js";

/** In the order in which a coder needs them. */
const kinds = {
  inclusion_term: "Inclusion terms", excludes1: "Excludes1: not coded here", excludes2: "Excludes2: not included here",
  code_first: "Code first", use_additional: "Use additional code", code_also: "Code also", includes: "Includes",
  note: "Notes", seventh_character: "Seventh characters",
};

const asked = { code_first: "Code first", use_additional: "Use additional" };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a code and the headers above it say, and, folded, what their block and chapter say. */
export async function classificationParts(system, code, find) {
  const owned = lineage(code, find).flatMap((owner) => (owner.notes ?? []).map((note) => ({ ...note, of: owner })));
  const all = await sections(system);
  const of = Map.groupBy(sectionNotes(code, find), ({ owner }) => owner);
  return part("classification", `${system.name} says`,
    Object.entries(kinds).map(([kind, title]) => kindPart(system, title, owned.filter((note) => note.kind === kind), all)),
    [...of].map(([name, notes]) => sectionPart(system, all.find(({ section }) => section === name), name, notes, all)));
}

/** What a chapter or block says, and, folded, what those above it say. The categories in it have their notes. */
export async function sectionNotesPart(system, section, all) {
  const start = firstCategory(section, all);
  const codes = start === undefined ? [] : await category(system, start);
  const of = Map.groupBy(codes.find(({ section_notes: notes }) => notes)?.section_notes ?? [], ({ owner }) => owner);
  const above = [];
  for (let name = section.parent; name; name = all.find((each) => each.section === name)?.parent) above.push(name);
  return part("classification", `${system.name} says`, kindLists(system, of.get(section.section) ?? [], all),
    above.filter((name) => of.has(name)).map((name) =>
      sectionPart(system, all.find((each) => each.section === name), name, of.get(name), all)));
}

function firstCategory({ section, categories = [] }, all) {
  return categories[0] ?? all.filter(({ parent }) => parent === section).map((inner) => firstCategory(inner, all)).find(Boolean);
}

/**
 * What else is coded with a code, as far as its notes name codes, and when: `Code first O65.5: any associated obstructed
 * labor`. A note that ends with a colon holds for those after it: `Code first underlying disease, such as: B56.-, C00-C96`.
 */
export function addedCodes(code, find) {
  const notes = [...lineage(code, find).flatMap((owner) => owner.notes ?? []), ...sectionNotes(code, find)];
  const lines = [];
  for (const note of notes.filter(({ kind }) => asked[kind])) {
    const named = (note.references ?? []).map((reference) => ({ reference, text: textOf(note, reference) }));
    const last = lines.at(-1);
    if (note.text.endsWith(":")) {
      lines.push({ note, named, lead: note.text.replace(/^[\s,]+/, "") });
    } else if (last?.lead && last.note.kind === note.kind && last.note.owner === note.owner) {
      last.named.push(...named.filter(({ text }) => !last.named.some((each) => each.text === text)));
    } else {
      lines.push({ note, named, condition: condition(note.text, named) });
    }
  }
  const said = lines.filter(({ named }) => named.length > 0).map(({ note, named, lead, condition }) => [
    element("strong", {}, asked[note.kind]), " ", lead ? `${lead} ` : "",
    named.map(({ reference, text }, place) => [place > 0 ? ", " : "", link(code.system, reference, text)]),
    condition ? `: ${condition}` : ""]);
  const texts = said.map((line) => element("span", {}, line).textContent);
  return said.filter((_, place) => texts.indexOf(texts[place]) === place);
}

/** The text of a note without the codes in brackets at its end. */
function condition(text, named) {
  const [, before, inside] = /^(.*\S)\s*\(([^()]*)\)$/.exec(text) ?? [];
  return before && named.every((each) => inside.includes(each.text)) ? before : text;
}

/** A code and the headers above it, the nearest first. */
function lineage(code, find) {
  const owners = [code];
  for (let parent = find(code.parent); parent; parent = find(parent.parent)) owners.push(parent);
  return owners;
}

/** The notes of the chapter and the blocks. A block of one category, as B20, has those of its category. */
function sectionNotes(code, find) {
  const owners = lineage(code, find);
  const names = owners.map(({ code: name }) => name);
  return (owners.at(-1).section_notes ?? []).filter(({ owner }) => !names.includes(owner));
}

function kindPart(system, title, notes, all) {
  if (notes.length === 0) return null;
  const byOwner = [...Map.groupBy(notes, ({ of }) => of)];
  return [element("h3", {}, title), byOwner.map(([owner, own]) => [
    element("p", { class: "owner" }, "at ", element("a", { class: "code", href: address(system.system, owner.display_code) },
      owner.display_code)),
    lines(system, own, all),
  ])];
}

function lines(system, notes, all) {
  return element("ul", { class: "notes" }, notes.map((note) => element("li", {},
    note.value ? [element("strong", { class: "code" }, note.value), " "] : null, linked(system.system, note, all))));
}

/** What a block or chapter says of all codes in it, folded. */
function sectionPart(system, section, name, notes, all) {
  const title = section?.number ? `Chapter ${section.number}` : "Block";
  return element("details", { class: "above" },
    element("summary", {}, `${title} `, element("span", { class: "code" }, name), section ? ` ${section.title}` : "",
      element("span", { class: "count" }, `, ${counted(notes.length, "line")}`)),
    kindLists(system, notes, all));
}

function kindLists(system, notes, all) {
  return Object.entries(kinds).map(([kind, heading]) => {
    const own = notes.filter((note) => note.kind === kind);
    return own.length === 0 ? null : [element("h3", {}, heading), lines(system, own, all)];
  });
}

/** The text of a note, in which each code it names is a link. Its places are counted in bytes. */
function linked(system, note, all) {
  const bytes = encoder.encode(note.text);
  const pieces = [];
  // After "Code first" some go on with a comma.
  let from = encoder.encode(/^[\s,]*/.exec(note.text)[0]).length;
  for (const reference of note.references ?? []) {
    pieces.push(decoder.decode(bytes.slice(from, reference.start)), link(system, reference, textOf(note, reference), all));
    from = reference.start + reference.length;
  }
  pieces.push(decoder.decode(bytes.slice(from)));
  return pieces;
}

function textOf({ text }, { start, length }) {
  return decoder.decode(encoder.encode(text).slice(start, start + length));
}

/** A code, or the ends of a range where no chapter or block has it. */
function link(system, { first_code: first, last_code: last }, text, all = []) {
  const to = (name, shown) => element("a", { href: address(system, name) }, shown);
  // The text has the dot of the code, and often a dash after it.
  const written = text.replace(/[\s.-]+$/, "");
  if (!last) return to(undotted(written) === first ? written : first, text);
  const range = `${first}-${last}`;
  const dash = text.indexOf("-");
  if (dash < 0 || all.some(({ section }) => section === range)) return to(range, text);
  return [to(first, text.slice(0, dash)), "-", to(last, text.slice(dash + 1))];
}
