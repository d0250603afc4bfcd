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
 * What a code is on a day: the style, the word, and what the word means here.
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
  if (code.valid_to <= on) {
    if (isRetired) return ["retired", "Retired", ["no longer in force since ", day(code.valid_to)]];
    if (!isEndOfHeld(code, system)) return ["retired", "Retired", [`was ${what} until `, last()]];
    return ["retired", "Ended",
      [`was ${what} until `, last(), `: release ${newest} ended, and a newer one may say otherwise`]];
  }
  const start = since(code);
  if (start > on) return ["header", "Not yet in force", [`${what} from `, day(start)]];
  if (!code.billable) return isModifier ? ["modifier", "Modifier", what] : ["header", "Not billable", `a header: ${advice}`];
  if (code.valid_to === undefined) return ["billable", "Billable", what];
  return ["billable", "Billable", isRetired ? [`${what} until `, last(), `; release ${newest} no longer has it`]
    : isEndOfHeld(code, system) ? [`${what}, in release ${newest}, to `, last()] : [`${what}, to `, last()]];
}
