// What a typed text that is no code may have meant: the rules of `codeset lookup`, over the published JSON.

import { hasDotOf, undotted } from "./address.js";
import { categories, category, retiredCodes, sections } from "./data.js";

/** Code sets that are known by the form of their codes alone; those of a build are left out where it has them. */
const otherForms = [
  { system: "hcpcs", name: "HCPCS Level II", form: /^[A-Z]\d{4}$/ },
  { system: "icd9cm", name: "ICD-9-CM", form: /^(\d{3}|V\d\d)\.\d{1,2}$|^E\d{3}(\.\d)?$/ },
  { system: "icd10pcs", name: "ICD-10-PCS", form: /^[0-9A-HJ-NP-Z]{7}$/ },
  { system: "cpt", name: "CPT", form: /^\d{4}[\dAFMTU]$/ },
  { system: "loinc", name: "LOINC", form: /^\d{3,5}-\d$/ },
  { system: "ndc", name: "NDC", form: /^\d{4}-\d{4}-\d\d$|^\d{5}-\d{3}-\d\d$|^\d{5}-\d{4}-\d{1,2}$/ },
];

/** The names of the code sets that have codes of this form and are not in a build. */
export function absentSystems(text, present) {
  const typed = text.trim().toUpperCase();
  return otherForms.filter(({ system, form }) => !present.includes(system) && form.test(typed)).map(({ name }) => name);
}

/** The code sets of a build that are known by the form of their codes and have codes of this form. */
export function formedSystems(text, systems) {
  const typed = text.trim().toUpperCase();
  const forms = otherForms.filter(({ form }) => form.test(typed) && /\d/.test(typed));
  return systems.filter((each) => forms.some(({ system }) => system === each.system));
}

/** The chapters and blocks that are named so, as O30-O48, one of each code set that has it. */
export async function namedSections(text, systems) {
  const name = text.replaceAll(/\s/g, "").toUpperCase();
  if (!name.includes("-")) return [];
  const named = await Promise.all(systems.map(async (system) =>
    (await sections(system)).filter(({ section }) => section === name).slice(-1).map((each) => ({ ...each, system: system.system }))));
  return named.flat();
}

/** The near misses of a text in a code set, each with its reason: [{ reason, codes }]. */
export async function nearMisses(system, systems, text) {
  const wanted = undotted(text);
  const typed = text.trim().toUpperCase();
  const isDotted = typed.includes(".");
  const isAbsent = absentSystems(text, systems.map((each) => each.system)).length > 0;
  const codes = await codesNear(system, wanted);
  const below = codes.filter(({ code, display_code: display }) => code !== wanted && code.startsWith(wanted)
    && (!isDotted || display.startsWith(typed)));
  const all = new Set(below.map(({ code }) => code));
  const repaired = system.hierarchy === "prefix" ? await exact(system, placeholders(wanted)) : [];
  const zeros = await exact(system, [1, 2, 3].map((count) => "0".repeat(count) + typed));
  const above = codes.filter(({ code, display_code: display }) => code !== wanted && wanted.startsWith(code)
    && (!isDotted || typed.startsWith(display)));
  const bare = !isDotted ? [] : (await Promise.all(systems.map(async (each) =>
    (await exact(each, [wanted])).filter(({ display_code: display }) => !hasDotOf(text, display))))).flat();
  return [
    { reason: "Codes below it", codes: below.filter(({ parent }) => !all.has(parent)) },
    { reason: "With or without the placeholder X", codes: repaired },
    { reason: "With its leading zero", codes: zeros },
    { reason: "Without the dot", codes: bare },
    { reason: "Headers it would come below", codes: repaired.length > 0 || (isAbsent && !isDotted) ? [] : above },
  ].filter((miss) => miss.codes.length > 0);
}

/** The codes that begin with the three characters with which a code does; of two characters, those with a dot after them. */
async function codesNear(system, code) {
  if (code.length !== 2) return category(system, code);
  const starts = categories(system).filter((start) => start.startsWith(code));
  const codes = (await Promise.all(starts.map((start) => category(system, start)))).flat();
  return codes.filter(({ display_code: display }) => display.startsWith(`${code}.`));
}

/** The codes of a code set that are written so, with their dot or without. */
async function exact(system, texts) {
  const found = await Promise.all(texts.map(async (text) => (await category(system, undotted(text)))
    .filter(({ code, display_code: display }) => code === undotted(text) && hasDotOf(text, display))));
  return found.flat();
}

/** The codes of several code sets that are written so, one of each; the retired ones where none is in force. */
export async function everywhere(systems, text) {
  const current = (await Promise.all(systems.map((system) => exact(system, [text])))).flat();
  if (current.length > 0) return current;
  const retired = await Promise.all(systems.map(async (system) =>
    (await retiredCodes(system)).filter(({ code, display_code: display }) => code === undotted(text) && hasDotOf(text, display))
      .slice(0, 1)));
  return retired.flat();
}

/** A code with an X more after its category, up to seven characters, and with fewer. */
function placeholders(code) {
  const texts = new Set();
  for (let place = 3; place < code.length; place += 1) {
    for (let count = 1; code.length > 3 && count <= 7 - code.length; count += 1) {
      texts.add(code.slice(0, place) + "X".repeat(count) + code.slice(place));
    }
    const [run] = /^X*/.exec(code.slice(place));
    for (let count = 1; count <= run.length; count += 1) texts.add(code.slice(0, place) + code.slice(place + count));
  }
  texts.delete(code);
  return [...texts];
}
