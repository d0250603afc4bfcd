// What the files beside the codes say: flags, groups, crosswalks, and the records of HCPCS.

import { counted, element, part } from "./dom.js";
import { definitions } from "./facts.js";
import { isHeld, reference, systemName } from "./references.js";

const flagTexts = {
  poa_exempt: "Exempt from reporting whether it was present on admission",
};

const groupings = { ccs: "Clinical Classifications Software, AHRQ" };

/** The lists that a code is on, and its groups. */
export function listsPart(code) {
  const flags = (code.flags ?? []).map(({ flag, release }) => element("li", {},
    flagTexts[flag] ?? flag.replaceAll("_", " "), element("span", { class: "remark" }, ` ${release}`)));
  const groups = Map.groupBy(code.groups ?? [], ({ grouping }) => grouping);
  return part("lists", "Flags and groups",
    flags.length > 0 ? element("ul", { class: "flags" }, flags) : null,
    [...groups].map(([grouping, rows]) => [
      element("h3", {}, groupings[grouping] ?? grouping, element("span", { class: "remark" }, ` ${rows[0].release}`)),
      element("ol", { class: "levels" }, rows.map((row) => element("li", {},
        element("span", { class: "code" }, row.group_code), " ", row.group_title))),
    ]));
}

/** The codes of other code sets that a code is mapped to. */
export function crosswalkPart(code) {
  const bySystem = Map.groupBy(code.crosswalks ?? [], ({ target_system: system }) => system);
  return part("crosswalks", "Crosswalks", [...bySystem].map(([system, rows]) => {
    const single = rows.filter(({ scenario }) => scenario === 0);
    const scenarios = Map.groupBy(rows.filter(({ scenario }) => scenario > 0), ({ scenario }) => scenario);
    return [
      element("h3", {}, `To ${systemName(system)}`, element("span", { class: "remark" },
        ` ${rows[0].release}${isHeld(system) ? "" : ", which is not in this build"}`)),
      single.length > 0 ? element("ul", { class: "targets" }, single.map(target)) : null,
      [...scenarios].map(([number, parts]) => scenario(number, parts)),
    ];
  }));
}

function target(row) {
  const { target_system: system, target_code: code, approximate } = row;
  if (code === undefined) return element("li", {}, "No counterpart, says the file");
  return element("li", {}, reference(system, code, null, { hasState: row.target_state !== undefined }),
    element("span", { class: "remark" }, approximate ? " approximate" : " exact", row.target_state === undefined ? "" : ","), ended(row));
}

/** What became of a target that is no longer valid for submission: when, and which codes have its content. */
function ended({ target_system: system, target_state: state, target_ended: day, target_became: became }) {
  if (state === undefined) return null;
  const since = day === undefined ? "" : state === "header" ? ` since ${day}` : ` ${day}`;
  const said = ` ${state === "header" ? "a header" : "retired"}${since}`;
  if (became === undefined) return element("span", { class: "remark" }, said);
  return [element("span", { class: "remark" }, `${said}; became`), element("ul", { class: "targets" },
    became.split(" ").map((code) => element("li", {}, reference(system, code))))];
}

function scenario(number, rows) {
  const lists = Map.groupBy(rows, ({ choice_list: list }) => list);
  return element("div", { class: "scenario" },
    element("p", {}, `Combination ${number}: ${counted(lists.size, "code")} together, one of each list`),
    element("ol", {}, [...lists.values()].map((choices) => element("li", {},
      element("ul", { class: "targets" }, choices.map(target))))));
}

const coverage = {
  C: "carrier judgment", D: "special instructions apply", I: "not payable by Medicare", M: "not covered by Medicare",
  S: "not covered, by statute",
};

const actions = {
  A: "added", B: "administrative data and long title changed", C: "long title changed", D: "discontinued",
  F: "administrative data changed", N: "none", P: "payment changed", R: "put in force again", S: "short title changed",
  T: "BETOS or type of service changed",
};

/** The codes that the record of a retired HCPCS code refers to. */
export function useInstead({ system, hcpcs }) {
  const codes = (hcpcs.cross_reference ?? "").split(";").map((each) => each.trim()).filter(Boolean);
  if (codes.length === 0) return element("p", {}, "Its record names no code to use instead.");
  return [element("p", {}, "Use instead"), element("ul", { class: "targets" },
    codes.map((code) => element("li", {}, reference(system, code))))];
}

/** What CMS records of an HCPCS code besides its titles. */
export function hcpcsPart(code) {
  const record = code.hcpcs;
  if (!record) return null;
  const said = (value, meanings) => value && (meanings[value] ? `${value}, ${meanings[value]}` : value);
  const listed = (value) => value && value.split(";").map((each) => each.trim()).join(", ");
  return part("hcpcs", "In the HCPCS record", definitions([
    ["Coverage", said(record.coverage, coverage)],
    ["Pricing", listed(record.pricing)],
    ["More than one price", record.multiple_pricing],
    ["BETOS", record.betos],
    ["Type of service", listed(record.type_of_service)],
    ["Use instead", listed(record.cross_reference)],
    ["Coverage Issues Manual", listed(record.coverage_issues_manual)],
    ["Carriers Manual", listed(record.carriers_manual)],
    ["Statute", record.statute],
    ["Laboratory certification", listed(record.lab_certification)],
    ["Surgical center", record.asc_group && [record.asc_group, record.asc_effective].filter(Boolean).join(", since ")],
    ["Outpatient group", record.mog_group && [record.mog_group, record.mog_policy, record.mog_effective].filter(Boolean).join(", ")],
    ["Processing note", record.processing_note],
    ["Anesthesia base units", record.anesthesia_base_units > 0 ? String(record.anesthesia_base_units) : null],
    ["Added", record.added],
    ["Last action", [said(record.action, actions), record.effective].filter(Boolean).join(", ")],
    ["Last day", record.terminated],
  ]));
}
