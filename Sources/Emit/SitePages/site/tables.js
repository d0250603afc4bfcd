// The tables of ICD-10-PCS: a code as a row of its table, and a table as body part, approach, device and qualifier.

import { address } from "./address.js";
import { element, part } from "./dom.js";
import { pcsTable } from "./data.js";

/** A code as the row that builds it; each value beside its own leads to another code of the row. */
export async function tableRowPart(system, code) {
  const table = await pcsTable(system, code.code.slice(0, 3));
  if (!table || !code.billable) return null;
  const row = rows(table).find((each) => each.every(({ position, values }) => values.some(({ value }) => value === code.code[position - 1])));
  if (!row) return null;
  const choice = ({ position }, { value, label }) => {
    const other = code.code.slice(0, position - 1) + value + code.code.slice(position);
    return element("li", {}, element("a", { href: address(system.system, other), "aria-current": other === code.code ? "true" : null },
      element("span", { class: "code" }, value), " ", label));
  };
  return part("table-row", "As a row of its table", meaning(system, table), grid(system, table, [row], choice));
}

/** A table: its rows, with buttons by which a code is put together. */
export async function tablePart(system, code) {
  const table = await pcsTable(system, code.code);
  if (!table) return null;
  return part("table", `Table ${table.pcs_table}: choose a value of each column of one row`, meaning(system, table),
    builder(system, table));
}

function builder(system, table) {
  const all = rows(table);
  const chosen = all.map((row) => new Map(row.filter(({ values }) => values.length === 1)
    .map(({ position, values }) => [position, values[0].value])));
  const made = grid(system, table, all, ({ position }, { value, label }, place) => {
    const button = element("button", { type: "button", class: "choose", "data-position": position,
      "aria-pressed": String(chosen[place].get(position) === value) }, element("span", { class: "code" }, value), " ", label);
    button.addEventListener("click", () => choose(button, place, position, value));
    return element("li", {}, button);
  });
  const results = all.map(() => element("p", { class: "built", role: "status" }));
  made.querySelectorAll("tbody tr").forEach((row, place) => {
    row.lastElementChild.append(results[place]);
    show(place);
  });

  function choose(button, place, position, value) {
    chosen[place].set(position, value);
    for (const other of button.closest("ul").querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
    show(place);
  }

  function show(place) {
    if (chosen[place].size < all[place].length) return;
    const code = table.pcs_table + all[place].map(({ position }) => chosen[place].get(position)).join("");
    results[place].replaceChildren("Code ", element("a", { class: "code", href: address(system.system, code) }, code));
  }

  return made;
}

/** What the three characters of a table mean, and what CMS says of its root operation. */
function meaning(system, table) {
  const said = table.values.filter((each) => each.table_row === 0);
  return [element("dl", { class: "characters" }, said.map(({ axis, value, label }) => element("div", {}, element("dt", {}, axis),
    element("dd", {}, element("span", { class: "code" }, value), " ", label)))),
    table.definitions.map(({ kind, text }) => element("p", { class: kind }, kind === "includes" ? `Includes: ${text}` : text)),
    element("p", { class: "remark" }, `Table `, element("a", { class: "code", href: address(system.system, table.pcs_table) }, table.pcs_table),
      ` of ${table.release}`)];
}

/** The rows of a table: of each the axes with their values. */
function rows(table) {
  const byRow = Map.groupBy(table.values.filter((each) => each.table_row > 0), (each) => each.table_row);
  return [...byRow.values()].map((values) => [...Map.groupBy(values, ({ position }) => position)]
    .sort(([one], [other]) => one - other)
    .map(([position, own]) => ({ position, axis: own[0].axis, values: own })));
}

function grid(system, table, shown, choice) {
  return element("div", { class: "wide", tabindex: "0", role: "region", "aria-label": `Table ${table.pcs_table}` },
    element("table", { class: "pcs" },
      element("thead", {}, element("tr", {}, shown[0].map(({ axis }) => element("th", { scope: "col" }, axis)))),
      element("tbody", {}, shown.map((row, place) => element("tr", {}, row.map((axis) => element("td", {},
        element("ul", { class: "values" }, axis.values.map((value) => choice(axis, value, place))))))))));
}
