// What a search answers: the codes, why each was found, how many there are of each code set, and where there are none,
// what is near.

import { compact } from "./search-index.js";
import { rank } from "./search-ranking.js";

const statuses = { b: "billable", h: "header", m: "modifier", r: "retired" };

/** Sources whose texts have nonessential modifiers in parentheses. */
const indexes = ["x", "s", "a", "p", "e", "d"];

/** So many other searches, or codes, are offered where nothing is found. */
const mostOffers = 6;

/** A code as it is shown. */
export function found(index, row) {
  return { system: index.system, code: index.codes[row], status: statuses[index.statuses[row]], title: index.titles[row] };
}

/** The other codes in force whose titles are the same but for an axis: of them a search finds the one that is meant. */
function alike(index, row) {
  return index.members[index.groups[row]].filter((other) => other !== row && index.statuses[other] !== "r")
    .map((other) => found(index, other));
}

/** The header above all others of a code; without one, what it begins with. */
export function categoryOf(index, row) {
  let top = row;
  while (index.parents[top] >= 0) top = index.parents[top];
  if (index.parents[row] >= 0 || index.children.has(row) || index.compact[row].length <= 3) {
    return { code: index.codes[top], title: index.titles[top] };
  }
  // Before the dot, where there is one: 00.29 is below 00, not below 002.
  const [beginning, rest] = index.codes[row].split(".");
  return { code: rest === undefined ? beginning.slice(0, 3) : beginning, title: null };
}

/**
 * Why a code was found, in the words of `codeset search`: [{ said, isEntry }], where an entry has the words that were
 * looked for. Nothing where its code or title has them.
 */
function reasons(why, { sources }) {
  if (why === null) return [];
  const found = why.phrases.map(([words, meaning]) => ({ said: `${words}: ${meaning}`, isEntry: false }));
  if (why.source !== "t") {
    const text = indexes.includes(why.source) ? why.text.replace(/ ?\([^()]*\)/g, "") : why.text;
    found.push({ said: `${sources[why.source].words}: ${text}`, isEntry: true });
  }
  if (why.absent.length > 0) {
    found.push({ said: `without ${why.absent.map((word) => `'${word}'`).join(", ")}`, isEntry: false });
  }
  return found;
}

/** The code sets that are read, in the order of the build. */
export class SearchedSystems {
  #order;
  #synonyms;
  #indexes = [];

  constructor(order = [], words = null, synonyms = null) {
    this.#order = order;
    this.words = words;
    this.#synonyms = synonyms;
  }

  add(index) {
    this.#indexes.push(index);
    this.#indexes.sort((one, other) => this.#order.indexOf(one.system) - this.#order.indexOf(other.system));
  }

  index(system) {
    return this.#indexes.find((index) => index.system === system);
  }

  /**
   * The best codes for a text among those that the filters let through, at most `limit`; of all of them how many there
   * are by code set, and what was read otherwise than it was typed.
   */
  search(text, { system, billableOnly, limit = Infinity }) {
    if (this.words === null) return { total: 0, totalOfAll: 0, counts: [], results: [], corrections: [], marks: [] };
    const { results, corrections } = rank(text, this.#indexes, this.words, this.#synonyms);
    const admitted = billableOnly ? results.filter(({ index, row }) => index.statuses[row] === "b") : results;
    const counts = this.#indexes.map((index) => ({
      system: index.system, count: admitted.filter((result) => result.index === index).length,
    }));
    const chosen = system === null ? admitted : admitted.filter(({ index }) => index.system === system);
    return {
      total: chosen.length,
      totalOfAll: results.length,
      counts,
      results: chosen.slice(0, limit).map((result) => this.#shown(result)),
      corrections: corrections.map((correction) => this.#sentence(correction)),
      marks: [...this.#content(text), ...corrections.flatMap(({ words }) => words.flatMap((form) => [form, this.#written(form)]))],
    };
  }

  #shown({ index, row, why }) {
    return {
      ...found(index, row), category: categoryOf(index, row), reasons: reasons(why, this.words.rules),
      alike: why === null ? [] : alike(index, row),
      marks: (why?.phrases ?? []).flatMap(([, meaning]) => meaning.split(" ")),
    };
  }

  /** The words of a text but for those that count for nothing, and their forms. */
  #content(text) {
    const words = this.words.split(text).map(({ word }) => word).filter((word) => !this.words.stop.has(word));
    return [...words, ...this.#synonyms.content(text)];
  }

  /** What became of a word that no text has. */
  #sentence({ word, words }) {
    return words.length > 0 ? `no entry has '${word}'; showing ${this.#written(words[0])}` : `no entry has '${word}'`;
  }

  #written(form) {
    const having = this.#indexes.filter((index) => index.numbers.has(form)).map((index) => index.written(form));
    return having.includes(form) ? form : having[0] ?? form;
  }

  /** What is near a text that nothing matches: codes, of one code set or all, and texts that something matches. */
  nearest(text, system) {
    if (this.words === null) return { codes: [], searches: [] };
    return { codes: this.#nearestCodes(text, system), searches: this.#searches(text) };
  }

  #nearestCodes(text, system) {
    const wanted = compact(text);
    if (!/[0-9]/.test(wanted)) return [];
    const near = this.#indexes.filter((index) => system === null || index.system === system)
      .map((index) => ({ index, ...index.nearest(wanted, mostOffers) }));
    const most = Math.max(...near.map(({ shared, index }) => shared - (index.hasEnded ? 0.5 : 0)));
    return near.filter(({ shared, index }) => shared > 0 && shared - (index.hasEnded ? 0.5 : 0) === most)
      .flatMap(({ index, rows }) => rows.map((row) => found(index, row))).slice(0, 2 * mostOffers);
  }

  /** The text without what no entry has, its words one by one, and words that begin like its own. */
  #searches(text) {
    const words = this.words.split(text).filter(({ word }) => !this.words.stop.has(word));
    const isKnown = ({ word }) => this.#matches(word);
    const known = words.filter(isKnown).map(({ word }) => word);
    const alike = words.filter((word) => !isKnown(word)).flatMap(({ word }) => this.#alike(this.words.form(word)));
    const offers = [known.join(" "), ...[...known].sort((one, other) => other.length - one.length), ...alike];
    const typed = words.map(({ word }) => word).join(" ");
    return [...new Set(offers)].filter((offer) => offer !== "" && offer !== typed && this.#matches(offer)).slice(0, mostOffers);
  }

  #matches(text) {
    return rank(text, this.#indexes, this.words, this.#synonyms).results.length > 0;
  }

  /** The commonest words that begin with as much of a word as any does, with three letters at least. */
  #alike(form) {
    for (let length = form.length - 1; length >= 3; length -= 1) {
      const counts = new Map();
      for (const index of this.#indexes) {
        for (const word of index.beginningWith(form.slice(0, length))) {
          counts.set(word, (counts.get(word) ?? 0) + index.count(word));
        }
      }
      if (counts.size > 0) {
        return [...counts].sort((one, other) => other[1] - one[1]).slice(0, 3).map(([word]) => this.#written(word));
      }
    }
    return [];
  }
}
