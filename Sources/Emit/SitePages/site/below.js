// What is below a header: families as tables, everything else as lists, and large parts folded under their headers.

import { address } from "./address.js";
import { counted, element } from "./dom.js";
import { familyTable } from "./family.js";

/** More than this in one place would overwhelm. */
const mostTables = 6;
const mostCodes = 150;
const mostLines = 40;

/** The codes of a category, by the code above them. */
export class Tree {
  #children = new Map();
  #codes = new Map();

  constructor(codes) {
    for (const code of codes) {
      this.#codes.set(code.code, code);
      if (!this.#children.has(code.parent)) this.#children.set(code.parent, []);
      this.#children.get(code.parent).push(code);
    }
  }

  find(code) {
    return this.#codes.get(code);
  }

  children(code) {
    return this.#children.get(code.code) ?? [];
  }

  /** The billable codes below a code, at any depth. */
  billable(code) {
    return this.children(code).flatMap((child) => [...(child.billable ? [child] : []), ...this.billable(child)]);
  }
}

/** The billable codes below a header. */
export function below(header, tree) {
  const billable = tree.billable(header);
  const [families, others] = byFamily(billable);
  if (families.length <= mostTables && billable.length <= mostCodes && others.length <= mostLines) {
    return [families.map((codes) => familyTable(codes, (code) => tree.find(code))),
      others.length > 0 ? codeList(others) : null];
  }
  const children = tree.children(header);
  const headers = children.filter((child) => !child.billable);
  const direct = children.filter((child) => child.billable);
  return [headers.length > 0 ? headers.map((child) => branch(child, tree)) : null,
    direct.length === 0 ? null : direct.length <= mostLines ? codeList(direct) : bunches(direct, header.code.length)];
}

/** Families of which several codes are there, and the codes that are in none. */
function byFamily(codes) {
  const members = new Map();
  for (const code of codes) {
    const name = code.family ?? code.code;
    if (!members.has(name)) members.set(name, []);
    members.get(name).push(code);
  }
  const all = [...members.values()];
  return [all.filter((each) => each.length > 1), all.filter((each) => each.length === 1).flat()];
}

/** Codes, one on a line, with their titles. */
export function codeList(codes) {
  return element("ul", { class: "codes" }, codes.map((code) => element("li", {}, codeLine(code))));
}

export function codeLine(code) {
  return element("a", { class: "line", href: address(code.system, code.display_code) },
    element("span", { class: code.billable ? "code" : "code header" }, code.display_code), " ",
    element("span", { class: "title" }, code.long_title));
}

/** A header that opens. */
function branch(header, tree) {
  const count = tree.billable(header).length;
  return unfolding(header.display_code, header.long_title, counted(count, "billable code"), () => [
    element("p", {}, element("a", { href: address(header.system, header.display_code) },
      `Page of ${header.display_code}`)),
    below(header, tree),
  ]);
}

/** What opens when it is asked for, and is made only then. */
export function unfolding(code, title, count, make) {
  const made = element("details", { class: "branch" },
    element("summary", {}, element("span", { class: "code" }, code), " ", element("span", { class: "title" }, title),
      " ", element("span", { class: "count" }, count)));
  made.addEventListener("toggle", () => {
    if (made.open && made.childElementCount === 1) made.append(...[make()].flat(Infinity).filter(Boolean));
  });
  return made;
}

/** The codes of what is open on a page: what is inside comes after. */
export function opened(page) {
  return [...page.querySelectorAll(".branch[open] > summary > .code")].map((code) => code.textContent);
}

/** Opens again what was open. */
export function openAgain(page, codes) {
  for (const code of codes) {
    const branch = [...page.querySelectorAll(".branch:not([open])")]
      .find((each) => each.querySelector("summary > .code").textContent === code);
    if (!branch) continue;
    branch.open = true;
    // The browser says so later, but what is inside is to be opened now.
    branch.dispatchEvent(new Event("toggle"));
  }
}

/** Codes without headers among them, as in ICD-10-PCS, by what they begin with. */
function bunches(codes, length) {
  const groups = Map.groupBy(codes, ({ code }) => code.slice(0, length + 1));
  if (groups.size === 1 && length < 12) return bunches(codes, length + 1);
  return [...groups].map(([start, members]) => {
    if (members.length === 1) return codeList(members);
    return unfolding(`${start}…`, commonBeginning(members), counted(members.length, "billable code"),
      () => (members.length <= mostLines ? codeList(members) : bunches(members, length + 1)));
  });
}

/** The words with which all titles begin. */
function commonBeginning(codes) {
  const words = codes[0].long_title.split(" ");
  let count = words.length;
  for (const { long_title: title } of codes) {
    const others = title.split(" ");
    while (count > 0 && !words.slice(0, count).every((word, place) => word === others[place])) count -= 1;
  }
  return words.slice(0, count).join(" ").replace(/[\s,;]+$/, "").replace(/ (?:with|of|to|from|in|and)$/, "");
}
