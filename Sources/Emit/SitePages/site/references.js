// Links to other codes, with their titles: the search index knows them.

import { address } from "./address.js";
import { newestRelease } from "./data.js";
import { element } from "./dom.js";
import { find } from "./search.js";
import { today } from "./standing.js";

/** The names of the code sets that the build holds, by identifier. */
const names = new Map();

/** Of the code sets that have ended, the day on which they did. */
const ends = new Map();

export function setHeldSystems(systems) {
  for (const system of systems) {
    names.set(system.system, system.name);
    const { until } = newestRelease(system);
    if (until && until <= today()) ends.set(system.system, until);
  }
}

/** The day on which a code set ended; undefined where it has not. */
export function ended(system) {
  return ends.get(system);
}

export function isHeld(system) {
  return names.has(system);
}

/** The name of a code set; its identifier where the build does not hold it. */
export function systemName(system) {
  return names.get(system) ?? system;
}

/**
 * A text in which the codes of ICD-10-CM are links, where the build has them: `any associated obstructed labor
 * (O65.5)`. Annotations do not say where in them a code is.
 */
export function linkedText(system, text) {
  if (system !== "icd10cm") return text;
  const made = element("span", {});
  const codes = [];
  let from = 0;
  for (const { 0: written, index } of text.matchAll(/\b[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?(?![0-9A-Za-z.]*[0-9A-Za-z])/g)) {
    const code = element("span", {}, written);
    codes.push({ code, written });
    made.append(text.slice(from, index), code);
    from = index + written.length;
  }
  if (codes.length === 0) return text;
  made.append(text.slice(from));
  find(codes.map(({ written }) => ({ system, code: written.replace(".", "") }))).then((found) => {
    codes.forEach(({ code, written }, place) => {
      if (found[place]) code.replaceWith(element("a", { href: address(system, found[place].code) }, written));
    });
  });
  return made;
}

let pending = [];

/**
 * A code by name: a link with its title where the build holds its code set, else what the file says.
 *
 * @param code without dot.
 * @param text what is shown beside the code in place of its title.
 * @param hasState whether what became of the code is said beside it.
 */
export function reference(system, code, text = null, { hasState = false } = {}) {
  const title = element("span", { class: "title" }, text ?? "");
  if (!isHeld(system)) {
    return element("span", { class: "reference" }, element("span", { class: "code" }, code), " ", title);
  }
  const link = element("a", { class: "code", href: address(system, code) }, code);
  const made = element("span", { class: "reference" }, link, " ", title);
  if (pending.length === 0) setTimeout(fill);
  pending.push({ system, code, link, title, made, hasText: text !== null, hasState });
  return made;
}

async function fill() {
  const asked = pending;
  pending = [];
  const found = await find(asked.map(({ system, code }) => ({ system, code })));
  asked.forEach(({ system, link, title, made, hasText, hasState }, place) => {
    const known = found[place];
    // The index of its code set could not be read.
    if (known === undefined) return;
    if (known === null) {
      link.replaceWith(element("span", { class: "code" }, link.textContent));
      made.append(element("span", { class: "remark" }, " not in this build"));
      return;
    }
    link.textContent = known.code;
    link.href = address(system, known.code);
    if (hasText) made.append(element("span", { class: "official" }, known.title));
    else title.textContent = known.title;
    if (hasState) return;
    if (known.status === "retired") made.append(element("span", { class: "remark" }, " retired"));
    if (known.status === "header") made.append(element("span", { class: "remark" }, " header"));
  });
}
