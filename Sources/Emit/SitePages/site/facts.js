// Since when a code is in force, what changed, and where it comes from.

import { day, dayBefore, element, part } from "./dom.js";
import { newestRelease, release } from "./data.js";
import { reference } from "./references.js";
import { isEndOfHeld, runs } from "./standing.js";

const grounds = {
  conversion: ", as the publisher’s conversion table states",
  record: ", as the record states",
};

/** When a code was in force, as it is said today, and every change of it that is known. */
export function validityPart(code, system, today) {
  const rows = [...(code.history ?? []), code];
  const events = rows.flatMap((row, place) => (place === 0 ? begins(row, system) : changes(rows[place - 1], row)));
  for (const { effective, previous_code: previous } of code.replaces ?? []) {
    events.push({ day: effective, text: previous
      ? ["Takes the place of ", reference(code.system, previous)] : "New: there was no code for it before" });
  }
  if (code.valid_to) events.push({ day: code.valid_to, text: isEndOfHeld(code, system)
    ? `Release ${newestRelease(system).release} ends; no later one is in this build`
    : `No longer in force${orSince(code.valid_to, system)}` });
  events.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  const days = Map.groupBy(events, (event) => event.day);
  const [[first], ...earlier] = runs(code).reverse();
  return part("validity", "Validity and changes",
    element("p", {}, code.valid_to <= today ? "Was in force from " : "In force from ", day(first.valid_from),
      grounds[first.valid_from_basis] ? [grounds[first.valid_from_basis], code.valid_to ? "," : ""] : null,
      code.valid_to ? [" to ", day(dayBefore(code.valid_to))] : "; no end is stated", ".",
      earlier.map((rows) => [" Before, from ", day(rows[0].valid_from), " to ", day(dayBefore(rows.at(-1).valid_to)), "."])),
    element("ol", { class: "events" }, [...days].map(([each, changes]) => element("li", {}, day(each),
      changes.map(({ text }) => element("div", {}, text))))));
}

/** That a change may have come earlier, with a release that is not in the build. */
function orSince(day, system) {
  const ends = new Map((system.gaps ?? []).map((gap) => [gap.until, gap]));
  let first = ends.get(day);
  while (ends.has(first?.effective)) first = ends.get(first.effective);
  return first ? `, or since ${first.effective}: ${first.release} is not in this build` : "";
}

function begins(row, system) {
  const first = system.releases.map(({ effective }) => effective).sort()[0];
  const said = {
    conversion: `Added; first printed in ${row.release}`,
    record: "Added",
    after_gap: `First printed in ${row.release}; the release before it is not in this build`,
    release: row.valid_from <= first ? `In the first release of this build, ${row.release}` : `Added by ${row.release}`,
  };
  return [{ day: row.valid_from, text: said[row.valid_from_basis] ?? said.release }];
}

function changes(old, row) {
  const events = [];
  const say = (...text) => events.push({ day: row.valid_from, text });
  if (old.billable !== row.billable) say(row.billable ? "Became billable" : "Became a header, no longer billable");
  if (old.long_title !== row.long_title) say("Title was ", element("q", {}, old.long_title));
  else if (old.short_title && row.short_title && old.short_title !== row.short_title) say("Short title was ", element("q", {}, old.short_title));
  if (old.parent !== row.parent && old.parent && row.parent) say("Was below ", old.parent);
  if (old.valid_to < row.valid_from) {
    events.push({ day: old.valid_to, text: "No longer in force" });
    say("In force again");
  }
  if (events.length === 0) say(`Printed again by ${row.release}`);
  return events;
}

/** The release, the file and the line that a code comes from. */
export function sourcePart(code, system) {
  const from = release(system, code.release);
  const rows = [
    ["Code set", `${system.name}, ${system.publisher}`],
    ["Release", from ? [`${code.release}, in force from `, day(from.effective)] : code.release],
    ["File", from?.file ? [path(from.file), from.member ? [" › ", path(from.member)] : null] : null],
    ["Line", String(code.source_line)],
    ["SHA-256", from?.sha256 ? element("span", { class: "hash" }, from.sha256) : null],
    ["Short title", code.short_title],
  ];
  return element("details", { class: "part source" },
    element("summary", {}, "Where it comes from: ", code.release, ", line ", String(code.source_line)), definitions(rows));
}

// A path may break after each slash.
function path(text) {
  return element("span", { class: "path" },
    text.split("/").map((name, place) => (place === 0 ? name : ["/", element("wbr"), name])));
}

export function definitions(rows) {
  const there = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return element("dl", {}, there.map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}
