// The pages that are not about one code: the start, a code set, a chapter or block, and what does not exist.

import { address, parseAddress, queryAddress, undotted } from "./address.js";
import { codeLine, codeList, unfolding } from "./below.js";
import { sectionNotesPart } from "./classification.js";
import { codePage } from "./code-page.js";
import { categories, category, codeSystem, codeSystems, newestRelease, sections } from "./data.js";
import { counted, day, dayBefore, element, part } from "./dom.js";
import { ended, reference, systemName } from "./references.js";
import { nearPart, resultsPage } from "./results-page.js";
import { findsSomething, nearestCodes } from "./search.js";
import { formedLike } from "./search-results.js";
import { asOf } from "./standing.js";
import { absentSystems, everywhere, nearMisses } from "./typed-code.js";

/** The page that an address asks for. */
export async function pageAt(search) {
  const { system: identifier, code, query } = parseAddress(search);
  if (query !== undefined) return resultsPage(query);
  if (identifier === undefined) return startPage(await codeSystems());
  const system = await codeSystem(identifier);
  if (!system) return (await pageWithoutSystem(identifier, code)) ?? unknownSystem(identifier, code, await codeSystems());
  if (!code) return systemPage(system);
  // A block of one category, as B20, has the name of its category; the page of the category says more.
  return (await knownPage(system, code)) ?? unknownCode(system, code);
}

async function knownPage(system, code) {
  return (await codePage(system, code)) ?? (await sectionPage(system, code)) ?? (await beginningPage(system, code));
}

/** The page of a code whose code set is not said: the one that has it, those in force before those that have ended. */
async function pageWithoutSystem(text, rest) {
  if (rest !== undefined) return null;
  const systems = await codeSystems();
  for (const some of [systems.filter(({ system }) => !ended(system)), systems.filter(({ system }) => ended(system))]) {
    const codes = await everywhere(some, text);
    if (codes.length > 1) return choicePage(text, codes);
    if (codes.length === 1) return codePage(await codeSystem(codes[0].system), codes[0].display_code);
    for (const system of some) {
      const found = await sectionPage(system, text);
      if (found) return found;
    }
  }
  return null;
}

/** A code that several code sets have. */
function choicePage(text, codes) {
  return page(`${text.toUpperCase()} in ${counted(codes.length, "code set")}`, codes.map((code, place) =>
    part(`set-${place}`, systemName(code.system), codeList([code]))));
}

function page(title, ...content) {
  return { title, announcement: title, content: element("article", { class: "page plain" },
    element("h1", { tabindex: "-1" }, title), content) };
}

function systemLink(system) {
  return `?${encodeURIComponent(system.system)}`;
}

async function startPage(systems) {
  const ordered = [...systems.filter(({ system }) => !ended(system)), ...systems.filter(({ system }) => ended(system))];
  const rows = ordered.map((system) => element("li", {},
    element("a", { href: systemLink(system) }, element("strong", {}, system.name)),
    element("span", { class: "quiet" }, ` ${system.publisher}`),
    element("p", {}, releaseText(system))));
  const made = page("Look up a code",
    element("p", { class: "lead" }, "Type a code, with or without its dot, or what it is for in your own words: ",
      element("q", {}, "heart attack"), ", ", element("q", {}, "broken collarbone"), ". Abbreviations such as ",
      element("q", {}, "uti"), " or ", element("q", {}, "fx clavicle"), " are understood, and so are plurals, British spelling and most typing errors. The order of ",
      "words does not matter, and beginnings of words are enough."),
    element("p", { class: "quiet keys" }, element("kbd", {}, "/"), " to search, ", element("kbd", {}, "↑"), " ",
      element("kbd", {}, "↓"), " through the results, ", element("kbd", {}, "Enter"), " to open one, ",
      element("kbd", {}, "Esc"), " to close them."),
    part("systems", "In this build", element("ul", { class: "systems" }, rows)),
    await Promise.all(ordered.map(chapterPart)));
  return { ...made, title: "Code lookup", announcement: "" };
}

async function systemPage(system) {
  const chapters = await chapterPart(system);
  const starts = categories(system);
  const made = page(system.name,
    element("p", { class: "lead" }, `${system.publisher}. `, releaseText(system)),
    chapters ?? (system.hierarchy === "prefix" ? categoryPart(system, starts) : beginningsPart(system, starts)));
  return { ...made, address: systemLink(system) };
}

/** The newest release of a code set: how many codes it has, its days, and whether it is the last word. */
function releaseText(system) {
  const newest = newestRelease(system);
  // Where more releases are published, it is not the code set that ended.
  const end = system.publications.length === 0 ? ended(system.system) : undefined;
  const billable = `${newest.billable_count.toLocaleString("en-US")} of them ${end ? "were " : ""}billable`;
  const doubt = asOf(system);
  return [`Release ${newest.release}, in force from `, day(newest.effective),
    newest.until ? [" to ", day(dayBefore(newest.until))] : null,
    `: ${counted(newest.code_count, "code")}, ${billable}.`,
    end ? element("strong", { class: "as-of" }, ` The code set ended on ${end}.`) : null,
    doubt ? element("strong", { class: "as-of" }, ` This build is ${doubt}.`) : null];
}

/** The chapters of a code set, where it has some. */
async function chapterPart(system) {
  const newest = newestRelease(system).effective;
  const chapters = (await sections(system)).filter(({ kind, valid_to: end }) => kind === "chapter" && !(end <= newest));
  return part(`chapters-${system.system}`, `Chapters of ${system.name}`,
    chapters.length > 0 ? sectionList(system, chapters) : null);
}

function sectionList(system, rows) {
  return element("ul", { class: "codes sections" }, rows.map(({ section, title, number }) => element("li", {},
    element("a", { class: "line", href: address(system.system, section) },
      element("span", { class: "code" }, section), " ",
      element("span", { class: "title" }, number ? `${number}. ` : "", title)))));
}

/** The categories of a code set, or of a block; the search index has their titles. */
function categoryPart(system, starts) {
  if (starts.length === 0) return null;
  return part("categories", counted(starts.length, "category", "categories"),
    element("ul", { class: "targets categories" }, starts.map((start) => element("li", {}, reference(system.system, start)))));
}

/** What the codes of a code set without headers begin with, by its first character. */
function beginningsPart(system, starts) {
  if (starts.length === 0) return null;
  const link = (start) => element("a", { class: "code", href: address(system.system, start) }, start);
  const list = (some) => element("ul", { class: "starts" }, some.map((start) => element("li", {}, link(start))));
  return part("beginnings", "Codes by their first three characters",
    [...Map.groupBy(starts, ([first]) => first)].map(([first, some]) =>
      unfolding(`${first}…`, "", counted(some.length, "group"), () => list(some))));
}

/** The page of the codes that begin with three characters, if some do. */
async function beginningPage(system, text) {
  const start = undotted(text);
  if (!categories(system).includes(start)) return null;
  const codes = await category(system, start);
  // A typed dot is where the codes have it.
  if (text.includes(".") && !codes.some((code) => code.display_code.startsWith(text.toUpperCase()))) return null;
  const made = page(`Codes that begin with ${start}`, element("p", { class: "lead" }, counted(codes.length, "code"), " of ",
    element("a", { href: systemLink(system) }, system.name), "."), codeList(codes));
  return { ...made, title: `${start} – ${system.name}`, address: address(system.system, start) };
}

/** The page of a chapter or a block, if it is one. */
async function sectionPage(system, name) {
  const all = await sections(system);
  const section = all.find((each) => each.section === name.toUpperCase());
  if (!section) return null;
  const newest = newestRelease(system).effective;
  const inner = all.filter(({ parent, valid_to: end }) => parent === section.section && !(end <= newest));
  const above = all.find((each) => each.section === section.parent);
  const made = page(section.title,
    element("p", { class: "lead" }, element("span", { class: "code" }, section.section),
      section.kind === "chapter" ? `, chapter ${section.number}` : ", a block", " of ",
      element("a", { href: systemLink(system) }, system.name),
      above ? [", ", element("a", { href: address(system.system, above.section) }, above.title)] : null, "."),
    await sectionNotesPart(system, section, all),
    inner.length > 0 ? part("blocks", "Blocks", sectionList(system, inner)) : null,
    categoryPart(system, section.categories ?? []));
  return { ...made, title: `${section.section} ${section.title} – ${system.name}`,
    address: address(system.system, section.section) };
}

async function unknownCode(system, text) {
  const systems = await codeSystems();
  const misses = await nearMisses(system, systems, text);
  const absent = absentSystems(text, systems.map((each) => each.system));
  const newest = newestRelease(system);
  return page(`No code ${text} in ${system.name}`,
    element("p", { class: "lead" }, `Neither the codes of release ${newest.release} nor the retired ones of this build have it.`,
      asOf(system) ? ` This build is ${asOf(system)}.` : ""),
    absent.length > 0 ? element("p", {}, formedLike(absent)) : null,
    searchOffer(text),
    misses.map(({ reason, codes }, place) => part(place === 0 ? "near" : `near-${place}`, reason,
      element("ul", { class: "codes" }, codes.map((code) => element("li", {}, codeLine(code)))))),
    absent.length > 0 ? null : nearOffer(text, system.system, misses.flatMap(({ codes }) => codes.map(({ display_code: display }) => display))));
}

function unknownSystem(identifier, code, systems) {
  const text = code ?? identifier;
  return page(`No code set ${code === undefined ? "or code " : ""}${identifier}`, searchOffer(text), nearOffer(text, null, []),
    part("systems", "In this build", element("ul", {}, systems.map((system) => element("li", {},
      element("a", { href: systemLink(system) }, system.name))))));
}

/** What is pressed to do something on this page. */
function action(name, act) {
  const made = element("button", { type: "button", class: "action" }, name);
  made.addEventListener("click", act);
  return made;
}

/** A link to the results of a text, where there are some: that is known when all of the index is read. */
function searchOffer(text) {
  const offer = element("p");
  offer.hidden = true;
  findsSomething(text).then((isFound) => {
    if (!isFound) return;
    offer.append(element("a", { href: queryAddress(text) }, `Search for “${text}”`));
    offer.hidden = false;
  });
  return offer;
}

/** The codes nearest to a text, but for those that are there already. */
function nearOffer(text, system, present) {
  const offer = element("div");
  nearestCodes(text, system).then((codes) => {
    const near = nearPart(codes.filter(({ code }) => !present.includes(code)), system === null);
    if (near) offer.append(near);
  });
  return offer;
}

/** What went wrong, where the JSON cannot be read. */
export function faultPage(error, search) {
  const made = page("This page could not be read", element("p", { class: "lead" }, error.message),
    error.isMissing ? element("p", {}, "The site reads the folder ", element("code", {}, "json"),
      " beside its own; both are served together by ", element("code", {}, "make serve"), ".") : null,
    element("p", {}, action("Try again", () => location.reload())));
  const { system, code, query } = parseAddress(search);
  const name = query ?? [system, code].filter(Boolean).join("/");
  return { ...made, title: `${name === "" ? "Code lookup" : name} could not be read` };
}
