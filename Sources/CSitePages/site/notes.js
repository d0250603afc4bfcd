// What an organization keeps beside the code set, and what the record must state.

import { address } from "./address.js";
import { element, part } from "./dom.js";
import { reference } from "./references.js";

/** What the record must state to choose this code among its siblings. */
export function checklistPart(code) {
  const items = (code.checklist ?? []).map((line) => {
    const colon = line.indexOf(": ");
    if (colon < 0) return element("li", {}, line);
    return element("li", {}, element("strong", {}, line.slice(0, colon)), line.slice(colon + 1));
  });
  return part("checklist", "The record must state", items.length > 0 ? element("ul", { class: "checks" }, items) : null);
}

/** The annotations of a code, one part for each topic. */
export function annotationParts(code, find) {
  const of = (topic) => (code.annotations ?? []).filter((annotation) => annotation.topic === topic);
  return [
    part("overview", "Overview", paragraphs(of("overview"), code, find)),
    part("documentation", "Documentation", list(of("documentation"), code, find)),
    part("scenarios", "Scenarios", scenarios(of("scenario"), of("procedure"), code, find)),
    part("coding", "Coding notes", list(of("coding"), code, find)),
  ];
}

function paragraphs(annotations, code, find) {
  if (annotations.length === 0) return null;
  return [annotations.map(({ text }) => element("p", {}, text)), origin(annotations, code, find)];
}

function list(annotations, code, find) {
  if (annotations.length === 0) return null;
  return [element("ul", {}, annotations.map(({ text }) => element("li", {}, text))), origin(annotations, code, find)];
}

// A procedure has the position of the scenario it is performed in.
function scenarios(annotations, procedures, code, find) {
  if (annotations.length === 0 && procedures.length === 0) return null;
  const of = (position) => procedures.filter((procedure) => procedure.position === position);
  const positions = new Set(annotations.map(({ position }) => position));
  const beside = procedures.filter(({ position }) => !positions.has(position));
  const told = annotations.map((scenario, place) => {
    // Of several scenarios with one position, the first has the procedures.
    const isFirst = annotations.findIndex(({ position }) => position === scenario.position) === place;
    return element("li", {}, element("p", {}, scenario.text), isFirst ? procedureList(of(scenario.position)) : null);
  });
  return [element("ol", { class: "stories" }, told), procedureList(beside),
    origin([...annotations, ...procedures], code, find)];
}

function procedureList(procedures) {
  if (procedures.length === 0) return null;
  return element("ul", { class: "procedures", "aria-label": "Procedures" },
    procedures.map((procedure) => element("li", {}, procedureLine(procedure))));
}

function procedureLine({ procedure_system: system, procedure_code: code, text }) {
  if (!system || !code) return text;
  const rest = text.startsWith(code) ? text.slice(code.length).trim() : text;
  return reference(system, code, rest === "" ? null : rest);
}

/** Whose annotations they are, and who says so. */
function origin(annotations, code, find) {
  const owners = [...new Set(annotations.map((annotation) => annotation.code))];
  const above = owners.filter((owner) => owner !== code.code);
  const sources = [...new Set(annotations.map(({ source }) => source).filter(Boolean))];
  const links = above.map((owner, place) => {
    const display = find(owner)?.display_code ?? owner;
    return [place > 0 ? ", " : "", element("a", { class: "code", href: address(code.system, display) }, display)];
  });
  return element("p", { class: "origin" },
    above.length > 0 ? [owners.length > above.length ? "In part for all codes below " : "For all codes below ", links, ". "] : null,
    sources.length > 0 ? `Source: ${sources.join("; ")}` : null);
}
