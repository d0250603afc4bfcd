// A family as a table: the values of one axis stand across, those of the others down.

import { address } from "./address.js";
import { axes, axisText, coordinates, inOrder, valueText } from "./axes.js";
import { capitalized, element } from "./dom.js";

const key = ({ axis, role }) => `${axis} ${role ?? ""}`;

/** The axes on which codes differ. */
function differingAxes(members) {
  const all = new Map();
  for (const { values } of members) for (const each of values) all.set(key(each), each);
  return [...all.values()]
    .filter((axis) => new Set(members.map((member) => valueOn(member, axis))).size > 1)
    .sort((one, other) => axes.indexOf(one.axis) - axes.indexOf(other.axis));
}

function valueOn({ values }, axis) {
  return values.find((each) => key(each) === key(axis))?.value ?? "";
}

/** The side stands across, else the trimester, else whatever varies first. */
function axisAcross(differing) {
  return differing.find(({ axis, role }) => axis === "laterality" && !role)
    ?? differing.find(({ axis, role }) => axis === "trimester" && role !== "labor") ?? differing[0];
}

/** What the table of codes is about: "By laterality and encounter". */
export function familyTitle(codes) {
  const differing = differingAxes(codes.map((code) => ({ code, values: coordinates(code) })));
  const names = [...new Set(differing.map(({ axis }) => axis))];
  const last = names.pop();
  return names.length > 0 ? `By ${names.join(", ")} and ${last}` : `By ${last}`;
}

/**
 * The table of codes that say the same but for their axes; nothing where they differ in no axis.
 *
 * @param current the code whose page it stands on, which is marked.
 */
export function familyTable(codes, caption, current = null) {
  const members = codes.map((code) => ({ code, values: coordinates(code) }));
  const differing = differingAxes(members);
  if (differing.length === 0) return null;
  const across = axisAcross(differing);
  const down = differing.filter((axis) => key(axis) !== key(across));
  const columns = inOrder(across.axis, [...new Set(members.map((member) => valueOn(member, across)))]);
  const rows = rowsOf(members, down);
  const names = down.length === 0 ? [] : [down[0]];
  const isNested = down.length > 1;
  const head = element("tr", {},
    names.map((axis) => element("th", { scope: "col" }, axisText(axis.axis, axis.role))),
    isNested ? element("th", { scope: "col" }, down.slice(1).map((axis) => axisText(axis.axis, axis.role)).join(", ")) : null,
    columns.map((value) => element("th", { scope: "col", class: across.axis }, columnName(across, value))));
  const body = rows.map((row, place) => element("tr", {},
    rowHeads(rows, place, isNested),
    columns.map((value) => {
      const here = row.members.filter((member) => valueOn(member, across) === value);
      return element("td", {}, here.length > 0 ? here.map((member) => cell(member.code, current)) : none());
    })));
  return element("div", { class: "wide", tabindex: "0", role: "group", "aria-label": `Table: ${caption}` },
    element("table", { class: "family" }, element("caption", {}, caption),
      element("thead", {}, head), element("tbody", {}, body)));
}

function none() {
  return element("span", { class: "none" }, "–");
}

function columnName({ axis, role }, value) {
  const prefix = axis === "fetus" && /^[0-9]$/.test(value) ? "Fetus " : "";
  return value === "" ? "–" : prefix + capitalized(valueText(value)) + (role === "delivery" ? " (delivery)" : "");
}

function cell(code, current) {
  const isCurrent = current !== null && code.code === current.code && code.system === current.system;
  return element("a", { href: address(code.system, code.display_code), class: code.billable ? "code" : "code header",
    title: code.long_title, "aria-current": isCurrent ? "true" : null }, code.display_code);
}

/** The rows of a table: the members that have the same values on the axes that stand down. */
function rowsOf(members, down) {
  const rows = new Map();
  for (const member of members) {
    const values = down.map((axis) => valueOn(member, axis));
    const name = values.join("\n");
    if (!rows.has(name)) rows.set(name, { values, members: [], axes: down });
    rows.get(name).members.push(member);
  }
  const places = down.map((axis) => inOrder(axis.axis, [...new Set(members.map((member) => valueOn(member, axis)))]));
  return [...rows.values()].sort((one, other) => {
    for (let axis = 0; axis < down.length; axis += 1) {
      const difference = places[axis].indexOf(one.values[axis]) - places[axis].indexOf(other.values[axis]);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** The heads of a row: the value of the first axis once for all rows that share it, and those of the others. */
function rowHeads(rows, place, isNested) {
  const { values } = rows[place];
  if (values.length === 0) return [];
  const said = (value) => (value === "" ? "–" : capitalized(valueText(value)));
  if (!isNested) return [element("th", { scope: "row" }, said(values[0]))];
  const heads = [];
  if (place === 0 || rows[place - 1].values[0] !== values[0]) {
    const span = rows.filter((row) => row.values[0] === values[0]).length;
    heads.push(element("th", { scope: span > 1 ? "rowgroup" : "row", rowspan: span > 1 ? span : null }, said(values[0])));
  }
  const others = values.slice(1).filter((value) => value !== "").map(valueText).join(", ");
  heads.push(element("th", { scope: "row" }, others === "" ? "–" : capitalized(others)));
  return heads;
}
