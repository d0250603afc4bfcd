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
// group and those below a header, the one with the least `cost` is meant where nothing more is said. `up` is how many lines before the header is. `ahead` is how many
// codes further the code of a text is. The abbreviations are the words of the short title that begin no word of the
// title; `=`: those of the line before.

const escapes = { t: "\t", n: "\n", r: "\r", "\\": "\\" };

/** A code as it is compared: capital letters and digits. */
export function compact(code) {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

/** Growing lists of numbers, several million of them. */
class Numbers {
  #items = new Uint32Array(1 << 16);
  length = 0;

  push(number) {
    if (this.length === this.#items.length) {
      const more = new Uint32Array(this.length * 2);
      more.set(this.#items);
      this.#items = more;
    }
    this.#items[this.length] = number;
    this.length += 1;
  }

  at(place) {
    return this.#items[place];
  }

  get all() {
    return this.#items.subarray(0, this.length);
  }
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
  numbers = new Map();

  #forms = [];
  #entries = new Numbers();
  #words = new Numbers();
  #shares = new Numbers();
  /** The words of the titles of each code: those from `titleStarts[code]` on. */
  titleWords = new Numbers();
  titleStarts = [0];

  constructor(system, words, hasEnded) {
    this.system = system;
    this.hasEnded = hasEnded;
    this.words = words;
    this.prior = words.rules.systemPriors[system] ?? 1;
  }

  /** Takes up the codes and their titles. */
  addCodes(text) {
    const isTabulated = this.words.rules.tabulatedSystems.includes(this.system);
    const titles = [];
    let code = "";
    let title = [];
    let abbreviations = "";
    const lines = text.split("\n");
    for (let place = 1; place < lines.length - 1; place += 1) {
      const fields = lines[place].split("\t");
      const row = place - 1;
      code = code.slice(0, Number(fields[4])) + fields[5];
      title.length = Number(fields[6]);
      title.push(...fields[7].split(" "));
      if (fields.length < 9) abbreviations = "";
      else if (fields[8] !== "=") abbreviations = fields[8];
      const joined = title.join(" ");
      const back = Number(fields[2]);
      const group = back > 0 ? this.groups[row - back] : this.members.length;
      if (back === 0) this.members.push([]);
      this.members[group].push(row);
      const plain = compact(code);
      const parent = Number(fields[3]) > 0 ? row - Number(fields[3]) : -1;
      this.codes.push(code);
      this.compact.push(plain);
      this.statuses.push(fields[0]);
      this.titles.push(joined.includes("\\") ? joined.replace(/\\(.)/g, (_, letter) => escapes[letter]) : joined);
      this.costs.push(Number(fields[1]));
      this.groups.push(group);
      this.parents.push(parent);
      if (parent >= 0 && fields[0] !== "r") {
        if (!this.children.has(parent)) this.children.set(parent, []);
        this.children.get(parent).push(row);
      }
      const weighed = this.words.weighed(this.titles[row], isTabulated).map(([form, weight]) => [this.#number(form), weight]);
      for (const { word } of this.words.split(abbreviations)) weighed.push([this.#number(this.words.form(word)), 0]);
      titles.push(weighed);
      for (const [word] of weighed) this.titleWords.push(word);
      this.titleStarts.push(this.titleWords.length);
    }
    for (const rows of this.members) this.#addGroup(rows, titles);
    this.groupParents = this.members.map(([first]) => (this.parents[first] < 0 ? -1 : this.groups[this.parents[first]]));
    this.#index();
  }

  /** Takes up the other texts. */
  addTexts(text) {
    let target = 0;
    let words = [];
    const lines = text.split("\n");
    for (let place = 1; place < lines.length - 1; place += 1) {
      const fields = lines[place].split("\t");
      target += Number(fields[1]);
      words.length = Number(fields[2]);
      words.push(...fields[3].split(" "));
      const joined = words.join(" ");
      const printed = joined.includes("\\") ? joined.replace(/\\(.)/g, (_, letter) => escapes[letter]) : joined;
      const weighed = this.words.weighed(printed, false).map(([form, weight]) => [this.#number(form), weight]);
      this.#add(weighed, fields[0], target, printed);
    }
    this.#index();
  }

  #number(form) {
    let number = this.numbers.get(form);
    if (number === undefined) {
      number = this.#forms.push(form) - 1;
      this.numbers.set(form, number);
    }
    return number;
  }

  /** The words that all titles of a group have count as in the title that is meant, the others for nothing. */
  #addGroup(rows, titles) {
    let usual = rows[0];
    for (const row of rows) if (this.costs[row] < this.costs[usual]) usual = row;
    let title = titles[usual];
    if (rows.length > 1) {
      const counts = new Map();
      for (const row of rows) {
        for (const word of new Set(titles[row].map(([number]) => number))) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      title = title.map(([word, weight]) => [word, counts.get(word) === rows.length ? weight : 0]);
      const own = new Set(title.map(([word]) => word));
      for (const word of counts.keys()) if (!own.has(word)) title.push([word, 0]);
    }
    this.#add(title, "t", usual, "");
  }

  #add(weighed, source, target, text) {
    const entry = this.sources.push(source) - 1;
    this.targets.push(target);
    this.texts.push(text);
    const weights = new Map();
    let total = 0;
    for (const [word, weight] of weighed) {
      const known = weights.get(word) ?? 0;
      if (weight > known || !weights.has(word)) weights.set(word, weight);
      if (weight > known) total += weight - known;
    }
    for (const [word, weight] of weights) {
      this.#entries.push(entry);
      this.#words.push(word);
      this.#shares.push(total > 0 ? Math.min(255, Math.round(weight / total * 255)) : 0);
    }
  }

  /** Sorts what was added by word. */
  #index() {
    const [entries, words, shares] = [this.#entries.all, this.#words.all, this.#shares.all];
    const starts = new Uint32Array(this.#forms.length + 1);
    for (const word of words) starts[word + 1] += 1;
    for (let word = 0; word < this.#forms.length; word += 1) starts[word + 1] += starts[word];
    const next = starts.slice();
    this.starts = starts;
    this.postingEntries = new Uint32Array(entries.length);
    this.postingShares = new Uint8Array(entries.length);
    for (let place = 0; place < entries.length; place += 1) {
      const to = next[words[place]];
      next[words[place]] += 1;
      this.postingEntries[to] = entries[place];
      this.postingShares[to] = shares[place];
    }
    this.vocabulary = [...this.#forms].sort();
    this.starting = new Map();
    for (const form of this.vocabulary) {
      if (!this.starting.has(form[0])) this.starting.set(form[0], []);
      this.starting.get(form[0]).push(form);
    }
  }

  /** The form of a word by its number. */
  form(number) {
    return this.#forms[number];
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
