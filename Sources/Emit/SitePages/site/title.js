// A title with the words marked that carry its axes.

import { element } from "./dom.js";

/**
 * The parts of a title: text, and a <mark> for each mention. The places of mentions are bytes of its UTF-8; where two
 * lie one over the other, the first holds.
 */
export function markedTitle(title, mentions = []) {
  const bytes = new TextEncoder().encode(title);
  const text = (start, end) => new TextDecoder().decode(bytes.subarray(start, end));
  const parts = [];
  let done = 0;
  for (const { axis, start, length } of mentions.toSorted((one, other) => one.start - other.start)) {
    if (start < done || start + length > bytes.length) continue;
    if (start > done) parts.push(text(done, start));
    parts.push(element("mark", { class: axis }, text(start, start + length)));
    done = start + length;
  }
  if (done < bytes.length) parts.push(text(done, bytes.length));
  return parts;
}

const dangling = /(?:[\s,;]+(?:a|an|the|and|or|of|in|on|at|to|by|for|from|with|complicating))*[\s,;]*$/;

/** A title without the words of some mentions, and without what they leave behind at its end: a comma, an "of the". */
export function without(title, mentions) {
  const bytes = new TextEncoder().encode(title);
  const kept = [];
  let done = 0;
  for (const { start, length } of mentions.toSorted((one, other) => one.start - other.start)) {
    if (start >= done) kept.push(bytes.subarray(done, start));
    done = Math.max(done, start + length);
  }
  kept.push(bytes.subarray(done));
  const text = kept.map((part) => new TextDecoder().decode(part)).join("");
  return text.replace(/\s+/g, " ").replace(/ ,/g, ",").replace(/,(?:,| )*(?=,|$)/g, "").replace(dangling, "").trimStart();
}
