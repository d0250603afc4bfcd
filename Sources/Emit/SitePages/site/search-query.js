// What is asked for: the words of a query, corrected, and the other queries that synonyms make of it.

import { absent } from "./search-words.js";

/** Whether two words differ by so many letters at the most: one more, less, other, or two exchanged. */
export function isWithin(limit, one, other) {
  const [a, b] = [one.length, other.length];
  if (Math.abs(a - b) > limit) return false;
  let before = [];
  let last = Array.from({ length: b + 1 }, (_, place) => place);
  for (let row = 1; row <= a; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= b; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, before[column - 2] + 1);
      }
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return false;
    before = last;
    last = next;
  }
  return last[b] <= limit;
}

export class Synonyms {
  /** The meanings of phrases, by their words with blanks between. */
  #meanings = new Map();
  words = new Set();
  longest = 1;

  constructor(text, words) {
    this.text = words;
    for (const line of text.split("\n").slice(1)) {
      if (line === "") continue;
      const [phrase, meaning] = line.split("\t");
      const key = this.content(phrase);
      if (key.length === 0) continue;
      for (const word of key) this.words.add(word);
      this.longest = Math.max(this.longest, key.length);
      const joined = key.join(" ");
      if (!this.#meanings.has(joined)) this.#meanings.set(joined, []);
      this.#meanings.get(joined).push(this.content(meaning));
    }
  }

  /** The forms of a text but for the words that count for nothing. */
  content(text) {
    const words = this.text.split(text);
    const rest = words.filter(({ word }) => !this.text.stop.has(word));
    return (rest.length > 0 ? rest : words).map(({ word }) => this.text.form(word));
  }

  meanings(phrase) {
    return this.#meanings.get(phrase);
  }
}

/**
 * The queries that a text asks: [{ words: [form], phrases: [[words, meaning]] }], the first one that with its own words.
 */
export function queries(forms, synonyms, isKnown, limit) {
  const segments = [];
  for (let place = 0; place < forms.length;) {
    let length = Math.min(synonyms.longest, forms.length - place);
    let meanings;
    for (; length > 0; length -= 1) {
      meanings = synonyms.meanings(forms.slice(place, place + length).join(" "));
      if (meanings) break;
    }
    length = Math.max(length, 1);
    const own = forms.slice(place, place + length);
    const choices = (meanings ?? []).map((meaning) => ({ words: meaning, phrase: [own.join(" "), meaning.join(" ")] }));
    if (!meanings || own.every(isKnown)) choices.unshift({ words: own, phrase: null });
    segments.push(choices);
    place += length;
  }
  let found = [{ words: [], phrases: [] }];
  for (const choices of segments) {
    found = found.flatMap(({ words, phrases }) => choices.map((choice) => ({
      words: [...words, ...choice.words], phrases: choice.phrase ? [...phrases, choice.phrase] : phrases,
    }))).slice(0, limit);
  }
  return found.map(({ words, phrases }) => ({ words: [...new Set(withAbsent(words))], phrases }));
}

/** The words of a query, those after "without" as what is absent. */
function withAbsent(words) {
  const place = words.indexOf("without");
  return place < 0 ? words : [...words.slice(0, place + 1), ...words.slice(place + 1).map(absent)];
}
