// The texts of a code set that lead to its codes: read from search/SYSTEM.txt, a line for each code, and
// search/SYSTEM-texts.txt, a line for each other text.
//
//     status	cost	back	up	shared	code	words	title	abbreviations
//     h	4	0	17	4	.3	3	cervical incompetence	matern cervcl
//
//     source	ahead	words	text
//     x	71200	0	Attack, heart
//
// `shared` characters of the code and `words` words of the title or text are those of the line before. `back` is how
// many lines before the last code of the same group is, whose titles are the same but for an axis; among the codes of a
// group and those below a header, the one with the least `cost` is meant where nothing more is said. `up` is how many
// lines before the header is. `ahead` is how many codes further the code of a text is. The abbreviations are the words
// of the short title that begin no word of the title; `=`: those of the line before.

import { Numbers, TextReader, unescaped } from "./search-texts.js";

/** After so many lines others may have their turn. */
const turn = 256;

/** A code as it is compared: capital letters and digits. */
export function compact(code) {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

export class SystemIndex {
  codes = [];
  compact = [];
  statuses = [];
  titles = [];
  costs = [];
  groups = [];
  /** By code: the header above it, or -1. */
  parents = [];
  /** By header: the codes below it that are in force. */
  children = new Map();
  members = [];
  /** By group: that of the header above its first code, or -1. */
  groupParents = [];
  /** By text: where it comes from, the code that it leads to, and itself; of a group's titles nothing. */
  sources = [];
  targets = [];
  texts = [];
  /** The forms of words, in order, and their numbers. */
  vocabulary = [];
  starting = new Map();
  numbers = new Map();
  starts = new Uint32Array(1);
  postingEntries = new Uint32Array(0);
  postingShares = new Uint8Array(0);
  /** By text: what a query adds up; zero between two of them. */
  sums = { covers: new Float64Array(0), shares: new Float64Array(0), masks: new Uint32Array(0) };
  /** The words of the titles of each code: those from `titleStarts[code]` on. */
  titleWords = new Int32Array(0);
  titleStarts = [0];

  #rows = null;
  #forms = [];
  /** Words as they are written, of forms that are written otherwise. */
  #written = new Map();
  #entries = new Numbers(Uint32Array, 1 << 16);
  #words = new Numbers(Uint32Array, 1 << 16);
  #shares = new Numbers(Uint8Array, 1 << 16);
  /** By word: the last text that had it, where in the text its weight is, and how often it was counted. */
  #lastEntry = new Numbers(Int32Array);
  #weightOf = new Numbers(Float64Array);
  #countOf = new Numbers(Int32Array);

  constructor(system, words, hasEnded) {
    this.system = system;
    this.hasEnded = hasEnded;
    this.words = words;
    this.prior = words.rules.systemPriors[system] ?? 1;
  }

  /** Takes up the codes and their titles. */
  addCodes(text) {
    for (const steps = this.readCodes(text); !steps.next().done;);
  }

  /** Takes up the other texts. */
  addTexts(text) {
    for (const steps = this.readTexts(text); !steps.next().done;);
  }

  /** Takes up the codes and their titles a few at a time. */
  * readCodes(text) {
    const isTabulated = this.words.rules.tabulatedSystems.includes(this.system);
    const reader = new TextReader(this.words, (form, word) => this.#number(this.numbers, form, word), isTabulated);
    const words = new Numbers(Int32Array, 1 << 16);
    const weights = new Numbers(Float64Array, 1 << 16);
    const abbreviations = new Map();
    let code = "";
    let short = "";
    let row = 0;
    for (const fields of lines(text)) {
      code = code.slice(0, Number(fields[4])) + fields[5];
      reader.read(Number(fields[6]), fields[7]);
      if (fields.length < 9) short = "";
      else if (fields[8] !== "=") short = fields[8];
      if (!abbreviations.has(short)) {
        abbreviations.set(short, this.words.split(short)
          .map(({ word }) => this.#number(this.numbers, this.words.form(word), word)));
      }
      this.#addCode(row, code, reader.text, fields);
      for (let place = 0; place < reader.length; place += 1) {
        words.push(reader.numbers[place]);
        weights.push(reader.weights[place]);
      }
      for (const number of abbreviations.get(short)) {
        words.push(number);
        weights.push(0);
      }
      this.titleStarts.push(words.length);
      row += 1;
      if (row % turn === 0) yield;
    }
    this.titleWords = words.all;
    for (const [group, rows] of this.members.entries()) {
      this.#addGroup(rows, weights.all);
      if (group % turn === 0) yield;
    }
    this.groupParents = this.members.map(([first]) => (this.parents[first] < 0 ? -1 : this.groups[this.parents[first]]));
    this.#index();
  }

  #addCode(row, code, title, [status, cost, back, up]) {
    const group = back === "0" ? this.members.push([]) - 1 : this.groups[row - Number(back)];
    const parent = up === "0" ? -1 : row - Number(up);
    this.members[group].push(row);
    this.codes.push(code);
    this.compact.push(compact(code));
    this.statuses.push(status);
    this.titles.push(unescaped(title));
    this.costs.push(Number(cost));
    this.groups.push(group);
    this.parents.push(parent);
    if (parent < 0 || status === "r") return;
    const children = this.children.get(parent);
    if (children === undefined) this.children.set(parent, [row]);
    else children.push(row);
  }

  /** Takes up the other texts a few at a time. They are searched when the last one is there. */
  * readTexts(text) {
    const numbers = new Map(this.numbers);
    const reader = new TextReader(this.words, (form, word) => this.#number(numbers, form, word), false);
    const [sources, targets, texts] = [this.sources.slice(), this.targets.slice(), this.texts.slice()];
    let target = 0;
    for (const [source, ahead, shared, rest] of lines(text)) {
      target += Number(ahead);
      reader.read(Number(shared), rest);
      this.#add(reader.numbers, reader.weights, 0, reader.length, sources.length);
      sources.push(source);
      targets.push(target);
      texts.push(unescaped(reader.text));
      if (sources.length % turn === 0) yield;
    }
    Object.assign(this, { numbers, sources, targets, texts });
    this.#index();
  }

  #number(numbers, form, word) {
    let number = numbers.get(form);
    if (number === undefined) {
      number = this.#forms.push(form) - 1;
      numbers.set(form, number);
      this.#lastEntry.push(-1);
      this.#weightOf.push(0);
      this.#countOf.push(0);
      if (word !== form) this.#written.set(form, word);
    } else if (word === form) {
      this.#written.delete(form);
    }
    return number;
  }

  /** The words that all titles of a group have count as in the title that is meant, the others for nothing. */
  #addGroup(rows, weights) {
    const entry = this.sources.push("t") - 1;
    this.texts.push("");
    let usual = rows[0];
    for (const row of rows) if (this.costs[row] < this.costs[usual]) usual = row;
    this.targets.push(usual);
    const [start, end] = [this.titleStarts[usual], this.titleStarts[usual + 1]];
    if (rows.length === 1) {
      this.#add(this.titleWords, weights, start, end, entry);
      return;
    }
    const own = Array.from(this.titleWords.subarray(start, end));
    const [counts, last] = [this.#countOf.numbers, this.#lastEntry.numbers];
    for (const row of rows) {
      for (let place = this.titleStarts[row]; place < this.titleStarts[row + 1]; place += 1) {
        const word = this.titleWords[place];
        // A code, unlike an entry, is below -1 here.
        if (last[word] === -2 - row) continue;
        last[word] = -2 - row;
        counts[word] += 1;
        own.push(word);
      }
    }
    const shared = own.map((word, place) =>
      (place < end - start && counts[word] === rows.length ? weights[start + place] : 0));
    for (const word of own) counts[word] = 0;
    this.#add(own, shared, 0, own.length, entry);
  }

  /** Adds the words of a text, each once with the most that it counts for. */
  #add(words, weights, start, end, entry) {
    const [last, most] = [this.#lastEntry.numbers, this.#weightOf.numbers];
    const first = this.#words.length;
    let total = 0;
    for (let place = start; place < end; place += 1) {
      const [word, weight] = [words[place], weights[place]];
      if (last[word] !== entry) {
        last[word] = entry;
        most[word] = 0;
        this.#words.push(word);
      }
      if (weight > most[word]) {
        total += weight - most[word];
        most[word] = weight;
      }
    }
    for (let place = first; place < this.#words.length; place += 1) {
      const weight = most[this.#words.numbers[place]];
      this.#entries.push(entry);
      this.#shares.push(total > 0 ? Math.min(255, Math.round(weight / total * 255)) : 0);
    }
  }

  /** Sorts what was added by word. */
  #index() {
    const [entries, words, shares] = [this.#entries.all, this.#words.all, this.#shares.all];
    const starts = new Uint32Array(this.#forms.length + 1);
    for (let place = 0; place < words.length; place += 1) starts[words[place] + 1] += 1;
    for (let word = 0; word < this.#forms.length; word += 1) starts[word + 1] += starts[word];
    const next = starts.slice();
    const postingEntries = new Uint32Array(entries.length);
    const postingShares = new Uint8Array(entries.length);
    for (let place = 0; place < entries.length; place += 1) {
      const to = next[words[place]];
      next[words[place]] += 1;
      postingEntries[to] = entries[place];
      postingShares[to] = shares[place];
    }
    const total = this.sources.length;
    const sums = { covers: new Float64Array(total), shares: new Float64Array(total), masks: new Uint32Array(total) };
    Object.assign(this, { starts, postingEntries, postingShares, sums });
    this.vocabulary = [...this.#forms].sort();
    this.starting = new Map();
    for (const form of this.vocabulary) {
      const found = this.starting.get(form[0]);
      if (found === undefined) this.starting.set(form[0], [form]);
      else found.push(form);
    }
  }

  /** Where a code without its dot is; -1: nowhere. Where one was retired and another is in force, that. */
  row(code) {
    if (this.#rows === null) {
      this.#rows = new Map();
      for (const [row, each] of this.compact.entries()) {
        if (this.statuses[row] !== "r" || !this.#rows.has(each)) this.#rows.set(each, row);
      }
    }
    return this.#rows.get(code) ?? -1;
  }

  /** The codes in force that begin with as much of a text as any does: `shared` characters, those beside it first. */
  nearest(wanted, most) {
    for (let shared = wanted.length; shared > 0; shared -= 1) {
      const start = wanted.slice(0, shared);
      let rows = [...this.compact.keys()].filter((row) => this.statuses[row] !== "r" && this.compact[row].startsWith(start));
      if (rows.length === 0) continue;
      // Of all that begin so, the headers say most: those at the top, or below the only one there.
      if (rows.length > most) {
        const shortest = rows.reduce((least, row) => Math.min(least, this.compact[row].length), Infinity);
        const within = (length) => rows.filter((row) => this.compact[row].length <= length);
        rows = within(shortest).length > 1 ? within(shortest) : within(shortest + 1);
      }
      const after = rows.findIndex((row) => this.compact[row] > wanted);
      const place = after < 0 ? rows.length : after;
      const first = Math.max(0, Math.min(place - most / 2, rows.length - most));
      return { shared, rows: rows.slice(first, first + most) };
    }
    return { shared: 0, rows: [] };
  }

  /** The form of a word by its number. */
  form(number) {
    return this.#forms[number];
  }

  /** A form as a text has it: a word that no text has without its plural has it. */
  written(form) {
    return this.#written.get(form) ?? form;
  }

  /** In how many texts a word is. */
  count(form) {
    const number = this.numbers.get(form);
    return number === undefined ? 0 : this.starts[number + 1] - this.starts[number];
  }

  /** The forms of the vocabulary that begin so. */
  beginningWith(prefix) {
    let [low, high] = [0, this.vocabulary.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.vocabulary[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (low < this.vocabulary.length && this.vocabulary[low].startsWith(prefix)) {
      found.push(this.vocabulary[low]);
      low += 1;
    }
    return found;
  }
}

/** The fields of the lines of a file but for the first one, which names them. */
function* lines(text) {
  let start = text.indexOf("\n") + 1;
  for (let end = text.indexOf("\n", start); end >= 0; end = text.indexOf("\n", start)) {
    yield text.slice(start, end).split("\t");
    start = end + 1;
  }
}
