// Reads the texts of an index file, each of which begins with words of the one before: what is known of those is kept,
// so that only new words are looked at.

import { absent } from "./search-words.js";

const escapes = { t: "\t", n: "\n", r: "\r", "\\": "\\" };

/** A text as it was before its backslashes, tabs and line ends were written so that a line can have them. */
export function unescaped(text) {
  return text.includes("\\") ? text.replace(/\\(.)/g, (_, letter) => escapes[letter]) : text;
}

/** A growing list of numbers, of one kind of typed array. */
export class Numbers {
  #Kind;
  length = 0;

  constructor(Kind, capacity = 1 << 12) {
    this.#Kind = Kind;
    this.numbers = new Kind(capacity);
  }

  push(number) {
    if (this.length === this.numbers.length) {
      const more = new this.#Kind(this.length * 2);
      more.set(this.numbers);
      this.numbers = more;
    }
    this.numbers[this.length] = number;
    this.length += 1;
  }

  get all() {
    return this.numbers.subarray(0, this.length);
  }
}

/** What is between words and changes what the following ones count for. */
const opens = -1;
const closes = -2;
const comma = -3;
const semicolon = -4;

/** Of a word: that what follows it is a detail of a tabulated title, or counts for less. */
const beginsDetail = 1;
const isUnspecified = 2;
/** Of a word: that what follows it is absent, or no longer is. */
const beginsAbsence = 4;
const endsAbsence = 8;

/** What of the texts read before is still true after a word of them. */
const hasDetail = 1;
const isAfterUnspecified = 2;
const isAbsent = 4;

/** Reads texts one after the other. */
export class TextReader {
  /** The text that was read last. */
  text = "";
  /** Its words, by the numbers of their forms, and what each counts for: the first `length` of these. */
  numbers = new Int32Array(1024);
  weights = new Float64Array(1024);
  length = 0;

  #words;
  #number;
  #isTabulated;
  /** By what is between two blanks: its words by number and the marks between. */
  #pieces = new Map();
  /** By number of a word: that of its form, what it counts for and what it changes. */
  #forms = [];
  #bases = [];
  #changes = [];
  /** By number of a word: its form as text, and the number of the form that says it is absent. */
  #names = [];
  #absentForms = [];
  #wordNumbers = new Map();
  /** By number of blanks: where the text is so far, how many words it has, and what is true then. */
  #ends = [];
  #counts = [];
  #depths = [];
  #states = [];

  /** @param number the number of a form. */
  constructor(words, number, isTabulated) {
    this.#words = words;
    this.#number = number;
    this.#isTabulated = isTabulated;
  }

  /** Reads the text that begins with so many words of the one before. */
  read(shared, rest) {
    const end = shared === 0 ? 0 : this.#ends[shared - 1] + 1;
    let depth = shared === 0 ? 0 : this.#depths[shared - 1];
    let state = shared === 0 ? 0 : this.#states[shared - 1];
    this.length = shared === 0 ? 0 : this.#counts[shared - 1];
    // The text before may end where this one goes on.
    this.text = end === 0 ? rest : `${this.text.slice(0, end - 1)} ${rest}`;
    let place = shared;
    for (let from = 0; from <= rest.length; place += 1) {
      const blank = rest.indexOf(" ", from);
      const to = blank < 0 ? rest.length : blank;
      for (const each of this.#piece(rest.slice(from, to))) {
        if (each >= 0) state = this.#take(each, depth, state);
        else {
          if (each === opens) depth += 1;
          else if (each === closes) depth = Math.max(0, depth - 1);
          else if (each === comma) state = this.#isTabulated ? hasDetail : state & hasDetail;
          state &= ~isAbsent;
        }
      }
      this.#ends[place] = end + to;
      this.#counts[place] = this.length;
      this.#depths[place] = depth;
      this.#states[place] = state;
      from = to + 1;
    }
  }

  /** What is true after a word. */
  #take(word, depth, state) {
    const change = this.#changes[word];
    let after = this.#isTabulated && (change & beginsDetail) !== 0 ? state | hasDetail : state;
    if ((change & endsAbsence) !== 0) after &= ~isAbsent;
    const { weightAfterUnspecified, lightWeight } = this.#words.rules;
    let weight = depth > 0 ? 0 : this.#bases[word];
    if ((after & ~isAbsent) !== 0) weight = Math.min(weight, weightAfterUnspecified);
    if ((after & isAbsent) !== 0 && (change & beginsAbsence) === 0) {
      this.add(this.#absentForm(word), Math.min(weight, lightWeight));
    } else {
      this.add(this.#forms[word], weight);
    }
    if ((change & beginsAbsence) !== 0) after |= isAbsent;
    return (change & isUnspecified) !== 0 ? after | isAfterUnspecified : after;
  }

  #absentForm(word) {
    this.#absentForms[word] ??= this.#number(absent(this.#names[word]), absent(this.#names[word]));
    return this.#absentForms[word];
  }

  /** Adds a word to those of the text. */
  add(number, weight) {
    if (this.length === this.numbers.length) {
      const [numbers, weights] = [new Int32Array(this.length * 2), new Float64Array(this.length * 2)];
      numbers.set(this.numbers);
      weights.set(this.weights);
      [this.numbers, this.weights] = [numbers, weights];
    }
    this.numbers[this.length] = number;
    this.weights[this.length] = weight;
    this.length += 1;
  }

  #piece(written) {
    let found = this.#pieces.get(written);
    if (found === undefined) {
      found = this.#taken(unescaped(written));
      this.#pieces.set(written, found);
    }
    return found;
  }

  #taken(text) {
    const found = [];
    let word = "";
    for (const letter of text) {
      const plain = this.#words.plain(letter);
      if (plain !== null) {
        word += plain;
        continue;
      }
      if (word !== "") found.push(this.#wordNumber(word));
      word = "";
      if (letter === "(" || letter === "[") found.push(opens);
      else if (letter === ")" || letter === "]") found.push(closes);
      else if (letter === ",") found.push(comma);
      else if (letter === ";") found.push(semicolon);
    }
    if (word !== "") found.push(this.#wordNumber(word));
    return found;
  }

  #wordNumber(word) {
    let found = this.#wordNumbers.get(word);
    if (found === undefined) {
      const words = this.#words;
      found = this.#forms.push(this.#number(words.form(word), word)) - 1;
      this.#bases.push(words.stop.has(word) ? 0 : words.light.has(word) ? words.rules.lightWeight : 1);
      this.#changes.push((word === "with" || word === "using" ? beginsDetail : 0)
        | (word === "unspecified" || word === "unsp" ? isUnspecified : 0)
        | (word === "without" ? beginsAbsence : word === "with" ? endsAbsence : 0));
      this.#names.push(words.form(word));
      this.#wordNumbers.set(word, found);
    }
    return found;
  }
}
