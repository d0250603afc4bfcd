// A family as a table: the values of one axis go across, those of the others down.

import { address } from "./address.js";
import { axes, axisText, coordinates, inOrder, isHeadline, valueText } from "./axes.js";
import { capitalized, element } from "./dom.js";
import { without } from "./title.js";

// One axis has two coordinates where titles say it of two things; of the two, the headline is the axis itself.
const key = ({ axis, role }) => (isHeadline(axis, role) ? axis : `${axis} ${role}`);

/** The axes on which codes differ. */
function differingAxes(members) {
  const all = new Map();
  for (const { values } of members) {
    for (const each of values) if (!all.has(key(each)) || each.role) all.set(key(each), each);
  }
  return [...all.values()]
    .filter((axis) => new Set(members.map((member) => valueOn(member, axis))).size > 1)
    .sort((one, other) => axes.indexOf(one.axis) - axes.indexOf(other.axis));
}

function valueOn({ values }, axis) {
  return values.find((each) => key(each) === key(axis))?.value ?? "";
}

const preferred = ["laterality", "trimester"];

/**
 * The axes that go across: those that leave the fewest cells empty. It is one, or two that say the same of two
 * things, as the trimesters of labor and of delivery; where several are as good, the side, else the trimester.
 */
function axesAcross(members, differing) {
  const both = axes.map((axis) => differing.filter((each) => each.axis === axis)).filter((each) => each.length > 1);
  const candidates = [...differing.map((each) => [each]), ...both];
  const place = ([{ axis }]) => (preferred.indexOf(axis) < 0 ? preferred.length : preferred.indexOf(axis));
  const cells = (across) => {
    const down = differing.filter((axis) => !across.includes(axis));
    const count = (some) => new Set(members.map((member) => some.map((axis) => valueOn(member, axis)).join("\n"))).size;
    return count(across) * count(down);
  };
  return candidates.map((across) => ({ across, cells: cells(across), place: place(across) }))
    .sort((one, other) => one.cells - other.cells || one.place - other.place || one.across.length - other.across.length)[0].across;
}

/** What the table of codes is about: "By laterality and encounter". */
export function familyTitle(codes) {
  const differing = differingAxes(codes.map((code) => ({ code, values: coordinates(code) })));
  const names = [...new Set(differing.map(({ axis }) => axis))];
  const last = names.pop();
  return names.length > 0 ? `By ${names.join(", ")} and ${last}` : `By ${last}`;
}

const beginsInTheMiddle = /^(?:$|[^\p{L}\p{N}]|(?:a|an|the|and|or|of|in|on|at|to|by|for|from|with) )/u;

/**
 * What codes have in common: the shortest of their titles without the words on which they differ. A title does not serve
 * that says a difference in other words, or of which only the end of a phrase would be left; where none does, the
 * header above the codes has the words.
 */
function caption(members, differing, find) {
  const texts = members.flatMap(({ code, values }) => {
    const torn = (code.mentions ?? []).filter((mention) => differing.some((axis) => key(axis) === key(mention)));
    const isSaid = (axis) => torn.some((mention) => key(mention) === key(axis));
    const own = values.filter((value) => differing.some((axis) => key(axis) === key(value)));
    const text = without(code.long_title, torn);
    return own.every(isSaid) && !beginsInTheMiddle.test(text) ? [text] : [];
  });
  const codes = members.map(({ code }) => code);
  const [shortest] = texts.sort((one, other) => one.length - other.length);
  return capitalized(shortest ?? headerAbove(codes, find)?.long_title ?? codes[0].long_title);
}

/** The innermost header above all of some codes. */
function headerAbove(codes, find) {
  let header = find(codes[0].parent);
  while (header && !codes.every(({ code }) => code.startsWith(header.code))) header = find(header.parent);
  return header;
}

/**
 * The table of codes that say the same but for their axes; nothing where they differ in no axis.
 *
 * @param find the code, in the published JSON, of a name, if it is at hand.
 * @param current the code whose page it is on, which is marked.
 */
export function familyTable(codes, find, current = null) {
  const members = codes.map((code) => ({ code, values: coordinates(code) }));
  const differing = differingAxes(members);
  if (differing.length === 0) return null;
  const title = caption(members, differing, find);
  const across = axesAcross(members, differing);
  const down = differing.filter((axis) => !across.includes(axis));
  const columns = groups(members, across);
  const rows = groups(members, down);
  const names = (some) => some.map(({ axis, role }) => axisText(axis, role)).join(", ");
  const head = element("tr", {},
    down.length > 0 ? element("th", { scope: "col" }, names(down.slice(0, 1))) : null,
    down.length > 1 ? element("th", { scope: "col" }, names(down.slice(1))) : null,
    columns.map(({ values }) => element("th", { scope: "col", class: across[0].axis }, columnName(across, values))));
  const body = rows.map((row, place) => element("tr", {}, rowHeads(rows, place, down),
    columns.map((column) => {
      const here = row.members.filter((member) => column.members.includes(member));
      return element("td", {}, here.length > 0 ? here.map((member) => cell(member.code, current)) : unsaid("no code"));
    })));
  return element("div", { class: "wide", tabindex: "0", role: "group", "aria-label": `Table: ${title}` },
    element("table", { class: "family" }, element("caption", {}, title),
      element("thead", {}, head), element("tbody", {}, body)));
}

/** The members by their values on some axes, in the order of these. */
function groups(members, some) {
  const found = new Map();
  for (const member of members) {
    const values = some.map((axis) => valueOn(member, axis));
    const name = values.join("\n");
    if (!found.has(name)) found.set(name, { values, members: [] });
    found.get(name).members.push(member);
  }
  const orders = some.map((axis) => inOrder(axis.axis, [...new Set(members.map((member) => valueOn(member, axis)))]));
  return [...found.values()].sort((one, other) => {
    for (let axis = 0; axis < some.length; axis += 1) {
      const difference = orders[axis].indexOf(one.values[axis]) - orders[axis].indexOf(other.values[axis]);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** A dash, which is read aloud as what it means. */
function unsaid(meaning) {
  return [element("span", { class: "none", "aria-hidden": "true" }, "–"), element("span", { class: "unseen" }, meaning)];
}

function columnName(across, values) {
  const said = across.flatMap(({ axis, role }, place) => {
    if (values[place] === "") return [];
    const text = valueText(axis, values[place]);
    return [values.filter((value) => value !== "").length > 1 ? `${role} ${text}` : text];
  });
  return said.length === 0 ? unsaid(`no ${across[0].axis}`) : capitalized(said.join(", "));
}

function cell(code, current) {
  const isCurrent = current !== null && code.code === current.code && code.system === current.system;
  return element("a", { href: address(code.system, code.display_code), class: code.billable ? "code" : "code header",
    title: code.long_title, "aria-current": isCurrent ? "true" : null }, code.display_code);
}

/** The heads of a row: the value of the first axis once for all rows that share it, and those of the others. */
function rowHeads(rows, place, down) {
  if (down.length === 0) return [];
  const { values } = rows[place];
  const said = (axis) => (values[axis] === "" ? [] : [valueText(down[axis].axis, values[axis])]);
  const first = said(0).length > 0 ? capitalized(said(0)[0]) : unsaid(`no ${down[0].axis}`);
  if (down.length === 1) return [element("th", { scope: "row" }, first)];
  const others = capitalized(down.slice(1).flatMap((_, axis) => said(axis + 1)).join(", "));
  const sharing = rows.filter((row) => row.values[0] === values[0]).length;
  if (sharing === 1 && others === "") return [element("th", { scope: "row", class: "outer", colspan: "2" }, first)];
  const isFirst = place === 0 || rows[place - 1].values[0] !== values[0];
  return [
    isFirst ? element("th", { scope: "row", class: "outer", rowspan: sharing > 1 ? sharing : null }, first) : null,
    element("th", { scope: "row" }, others === "" ? unsaid(`no ${down.slice(1).map(({ axis }) => axis).join(", ")}`) : others),
  ];
}
