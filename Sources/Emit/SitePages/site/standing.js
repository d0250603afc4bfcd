// The standing of a code on a day: not yet in force, in force, or no longer.

import { newestRelease } from "./data.js";
import { day, dayBefore } from "./dom.js";

/** Today, by the clock of the browser. */
export function today() {
  const now = new Date();
  const digits = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}

/** The label of a release as people write it: FY2025 April, the release 2019. */
function releaseName(label) {
  const [year, ...months] = label.split("-");
  if (!/^(fy.*|[0-9]+)$/.test(year)) return `the release ${label}`;
  const name = [year.toUpperCase(), ...months.map((month) => month[0].toUpperCase() + month.slice(1))].join(" ");
  return year.startsWith("fy") ? name : `the release ${name}`;
}

/**
 * What is to be said of the newest release in the build on a day: that a newer one has come into force, by the days on
 * which the publisher's releases do. Nothing where it is the newest.
 */
export function asOf(system, on = today()) {
  const newest = newestRelease(system);
  const year = Number(on.slice(0, 4));
  const published = [year - 1, year].flatMap((each) => system.publications.map(({ day: ofYear, label }) => ({
    day: `${each}-${ofYear}`,
    label: label.replace("{year}", each).replace("{next}", each + 1),
  }))).filter((each) => each.day <= on).sort((one, other) => one.day.localeCompare(other.day)).at(-1);
  if (!published || published.day <= newest.effective) return null;
  return `as of ${releaseName(newest.release)}; ${releaseName(published.label)} came into force on ${published.day} `
    + "and is not in this build";
}

/** Whether a code ends only because the newest release does: the one after it may well have the code. */
export function isEndOfHeld(code, system) {
  return code.valid_to !== undefined && code.valid_to === newestRelease(system).until;
}

/** The rows of a code, earlier ones first, cut where it was out of force for a while. */
export function runs(code) {
  const found = [];
  for (const row of [...(code.history ?? []), code]) {
    const last = found.at(-1);
    if (last && !(last.at(-1).valid_to < row.valid_from)) last.push(row);
    else found.push([row]);
  }
  return found;
}

/** Since when a code has been, without a gap, what it is: billable, or not. */
function since(code) {
  const rows = runs(code).at(-1);
  const other = rows.findLastIndex((row) => row.billable !== code.billable);
  return rows[other + 1].valid_from;
}

/**
 * What a code is on a day: { style, word, meaning }, the word and what it means here. Where the release ended in which
 * the code is what it is, `isEnded`.
 *
 * @param isRetired whether the newest release no longer has it.
 * @param advice what is said of a header in force.
 */
export function standing(code, system, on, { isRetired, advice }) {
  const newest = newestRelease(system).release;
  const isModifier = code.kind === "modifier";
  const what = code.billable ? "valid for submission"
    : isModifier ? "submitted together with a code" : "a header, not billable,";
  const last = () => day(dayBefore(code.valid_to));
  const isEnded = code.valid_to <= on;
  if (isEnded && isRetired) {
    return { style: "retired", word: "Retired", meaning: ["no longer in force since ", day(code.valid_to)] };
  }
  if (isEnded && !isEndOfHeld(code, system)) {
    return { style: "retired", word: "Retired", meaning: [`was ${what} until `, last()] };
  }
  if (isEnded && system.publications.length === 0) {
    return { style: "retired", word: "Ended", meaning: [`was ${code.billable ? "billable" : what} until `, day(code.valid_to)] };
  }
  const start = since(code);
  if (start > on) return { style: "header", word: "Not yet in force", meaning: [`${what} from `, day(start)] };
  const [style, word] = code.billable ? ["billable", "Billable"]
    : isModifier ? ["modifier", "Modifier"] : ["header", "Not billable"];
  const meaning = [style === "header" ? `a header: ${advice}` : what];
  if (isEnded) meaning.push(`; release ${newest} ended on `, last(), ", and a newer one may say otherwise");
  else if (code.billable && isRetired) meaning.push(" until ", last(), `; release ${newest} no longer has it`);
  else if (code.billable && isEndOfHeld(code, system)) meaning.push(`, in release ${newest}, to `, last());
  else if (code.billable && code.valid_to !== undefined) meaning.push(", to ", last());
  const doubt = asOf(system, on);
  if (doubt && !isEnded) meaning.push(`; ${doubt}`);
  return { style, word, meaning, isEnded };
}
