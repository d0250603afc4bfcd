// How a code stands on a day: not yet in force, in force, or no longer.

import { newestRelease } from "./data.js";
import { day, dayBefore } from "./dom.js";

/** Today, by the clock of the browser. */
export function today() {
  const now = new Date();
  const digits = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
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
  const start = since(code);
  if (start > on) return { style: "header", word: "Not yet in force", meaning: [`${what} from `, day(start)] };
  const [style, word] = code.billable ? ["billable", "Billable"]
    : isModifier ? ["modifier", "Modifier"] : ["header", "Not billable"];
  const meaning = [style === "header" ? `a header: ${advice}` : what];
  if (isEnded) meaning.push(`; release ${newest} ended on `, last(), ", and a newer one may say otherwise");
  else if (code.billable && isRetired) meaning.push(" until ", last(), `; release ${newest} no longer has it`);
  else if (code.billable && isEndOfHeld(code, system)) meaning.push(`, in release ${newest}, to `, last());
  else if (code.billable && code.valid_to !== undefined) meaning.push(", to ", last());
  return { style, word, meaning, isEnded };
}
