// What an organization keeps beside the code set, and what the record must state.

import { address } from "./address.js";
import { addedCodes } from "./classification.js";
import { capitalized, element, part } from "./dom.js";
import { linkedText, reference } from "./references.js";

/** What the record must state to choose this code among its siblings, and which codes come with it. */
export function checklistPart(code, find) {
  const items = (code.checklist ?? []).map((line) => {
    const colon = line.indexOf(": ");
    if (colon < 0) return element("li", {}, line);
    return element("li", {}, element("strong", {}, capitalized(line.slice(0, colon + 1))), line.slice(colon + 1));
  });
  for (const line of addedCodes(code, find)) items.push(element("li", {}, line));
  return part("checklist", "The record must state", items.length > 0 ? element("ul", { class: "checks" }, items) : null);
}

/** The annotations of a code, one part for each topic. */
export function annotationParts(code, find) {
  const all = code.annotations ?? [];
  const of = (...topics) => all.filter(({ topic }) => topics.includes(topic));
  // Whose they are and who says so is said once where it is the same for all.
  const whole = origin(all, code, find);
  const isCommon = all.every((each) => each.code === all[0].code && each.source === all[0].source);
  const topicPart = (id, title, annotations, make) => (annotations.length === 0 ? null
    : part(id, title, make(annotations), isCommon ? null : origin(annotations, code, find)));
  return [
    topicPart("overview", "Overview", of("overview"), paragraphs),
    topicPart("documentation", "Documentation", of("documentation"), list),
    topicPart("scenarios", "Scenarios", of("scenario", "procedure"), scenarios),
    topicPart("coding", "Coding notes", of("coding"), list),
    all.length > 0 && isCommon ? whole : null,
  ];
}

function paragraphs(annotations) {
  return annotations.map(({ system, text }) => element("p", {}, linkedText(system, text)));
}

function list(annotations) {
  return element("ul", {}, annotations.map(({ system, text }) => element("li", {}, linkedText(system, text))));
}

function scenarios(annotations) {
  const stories = annotations.filter(({ topic }) => topic === "scenario");
  const procedures = annotations.filter(({ topic }) => topic === "procedure");
  const beside = procedures.filter((procedure) => !stories.some((scenario) => isPerformed(procedure, scenario)));
  const lines = stories.map((scenario) => element("li", {}, element("p", {}, linkedText(scenario.system, scenario.text)),
    procedureList(procedures.filter((procedure) => isPerformed(procedure, scenario)))));
  return [element("ol", { class: "stories" }, lines), procedureList(beside)];
}

// A procedure has the position of its scenario; a code and a header above it may each have a scenario there.
function isPerformed(procedure, scenario) {
  return procedure.code === scenario.code && procedure.position === scenario.position;
}

function procedureList(procedures) {
  if (procedures.length === 0) return null;
  return element("ul", { class: "procedures", "aria-label": "Procedures" },
    procedures.map((procedure) => element("li", {}, procedureLine(procedure))));
}

function procedureLine({ procedure_system: system, procedure_code: code, text }) {
  if (!system || !code) return text;
  // The text begins with the code, in small letters or with a dot, too.
  const rest = text.replace(/^[^ :,;]*[ :,;]*/, "");
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
    above.length > 0 ? [owners.length > above.length ? "In part written for all codes below " : "Written for all codes below ", links, ". "] : null,
    sources.length > 0 ? `Source: ${sources.join("; ")}` : null);
}
