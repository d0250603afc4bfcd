// The codes of a build to be searched: read from search/SYSTEM.txt, one line for each code.
//
//     status	shared	code	words	title	abbreviations
//     h	4	.3	3	cervical incompetence
//     b	5	0	4	incompetence, unspecified trimester	matern cervcl unsp tri
//
// `shared` characters of the code and `words` words of the title are those of the line before. The abbreviations are
// the words of the short title that begin no word of the title; `=` stands for those of the line before.

const statuses = { b: "billable", h: "header", m: "modifier", r: "retired" };
/** A query has a bit for each of its words. */
const mostTerms = 30;
/** More rows than any build has: the rank of a row is above, its number below. */
const rowLimit = 2 ** 22;
/** More than any rank within a code set: what has ended comes last. */
const endedRank = 2 ** 12;

/** Letters without accents, lower case, and apostrophes left out. */
export function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase();
}

/** The parts of a text that are searched for: letters and digits. */
export function terms(text) {
  return folded(text).split(/[^\p{L}\p{N}]+/u).filter((term) => term !== "");
}

/** A code as it is compared: capital letters and digits. */
function compact(code) {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

/** A code as it was typed, where a dot within it counts; null: it has none. */
function dotted(code) {
  const typed = code.toUpperCase().replace(/[^A-Z0-9.]/g, "").replace(/\.+$/, "");
  return typed.includes(".") ? typed : null;
}

/** Whether the code of a row begins with what was typed: a typed dot is where the code has it. */
function begins(rows, row, code, typed) {
  return rows.compact[row].startsWith(code) && (typed === null || rows.codes[row].toUpperCase().startsWith(typed));
}

const escapes = { t: "\t", n: "\n", r: "\r", "\\": "\\" };

export class SearchIndex {
  /** The rows of each code set. The words of a row are numbers of `#words`: first its title, then its abbreviations. */
  #systems = [];
  #words = [];
  #numbers = new Map();
  /** The terms of each word. */
  #terms = [];

  /** The code sets that are there, in order. */
  get systems() {
    return this.#systems.map(({ system }) => system);
  }

  get count() {
    return this.#systems.reduce((count, { codes }) => count + codes.length, 0);
  }

  /** Takes up the file of a code set; one that has ended comes after the others. */
  add(system, text, hasEnded = false) {
    const rows = { system, hasEnded, codes: [], compact: [], statuses: [], starts: [0], titleEnds: [], positions: null };
    const words = [];
    let code = "";
    let title = [];
    let abbreviations = [];
    const lines = text.split("\n");
    // The first line names the fields; behind the last newline stands nothing.
    for (let place = 1; place < lines.length - 1; place += 1) {
      const fields = lines[place].split("\t");
      code = code.slice(0, Number(fields[1])) + fields[2];
      title.length = Number(fields[3]);
      for (const word of fields[4].split(" ")) title.push(this.#number(word));
      if (fields.length < 6) abbreviations = [];
      else if (fields[5] !== "=") abbreviations = fields[5].split(" ").map((word) => this.#number(word));
      rows.codes.push(code);
      rows.compact.push(compact(code));
      rows.statuses.push(fields[0]);
      for (const word of title) words.push(word);
      rows.titleEnds.push(words.length);
      for (const word of abbreviations) words.push(word);
      rows.starts.push(words.length);
    }
    rows.words = Uint32Array.from(words);
    rows.starts = Uint32Array.from(rows.starts);
    rows.titleEnds = Uint32Array.from(rows.titleEnds);
    this.#systems.push(rows);
  }

  #number(word) {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const plain = word.includes("\\") ? word.replace(/\\(.)/g, (_, letter) => escapes[letter]) : word;
    const number = this.#words.push(plain) - 1;
    this.#terms.push(terms(plain));
    this.#numbers.set(word, number);
    return number;
  }

  /**
   * The best codes for a query, how many there are in each code set, and how many without asking for one of them or
   * for billable codes.
   *
   * First comes the code itself, then the codes that begin with it, in their published order; then those whose titles
   * have every word of the query as a whole word, then those that have words that begin so. Within these: codes in
   * force before retired ones, billable codes before headers, titles that begin with the query, shorter titles.
   */
  search(text, { system = null, billableOnly = false, limit = 100 } = {}) {
    const query = new Query(text, this.#terms);
    const counts = this.#systems.map((rows) => ({ system: rows.system, count: 0 }));
    if (query.isEmpty) return { total: 0, totalOfAll: 0, counts, results: [] };
    const ranks = [];
    let totalOfAll = 0;
    let base = 0;
    this.#systems.forEach((rows, place) => {
      const isWanted = system === null || system === rows.system;
      for (let row = 0; row < rows.codes.length; row += 1) {
        const rank = query.rank(rows, row);
        if (rank < 0) continue;
        totalOfAll += 1;
        if (billableOnly && rows.statuses[row] !== "b") continue;
        counts[place].count += 1;
        if (isWanted) ranks.push((rank + (rows.hasEnded ? endedRank : 0)) * rowLimit + base + row);
      }
      base += rows.codes.length;
    });
    const sorted = Float64Array.from(ranks).sort();
    const results = Array.from(sorted.subarray(0, limit), (rank) => this.#result(rank % rowLimit));
    return { total: ranks.length, totalOfAll, counts, results };
  }

  /** What is held of a code, without its dot; null: nothing. */
  find(system, code) {
    const rows = this.#systems.find((each) => each.system === system);
    if (!rows) return null;
    rows.positions ??= new Map(rows.codes.map((each, row) => [each.replaceAll(".", ""), row]));
    const row = rows.positions.get(code);
    return row === undefined ? null : this.#describe(rows, row);
  }

  #result(number) {
    let row = number;
    for (const rows of this.#systems) {
      if (row < rows.codes.length) return this.#describe(rows, row);
      row -= rows.codes.length;
    }
    return null;
  }

  #describe(rows, row) {
    const words = rows.words.subarray(rows.starts[row], rows.titleEnds[row]);
    return {
      system: rows.system,
      code: rows.codes[row],
      status: statuses[rows.statuses[row]],
      title: Array.from(words, (word) => this.#words[word]).join(" "),
    };
  }
}

/** A query against the words of an index: a bit for each term, in the numbers for each word. */
class Query {
  #code;
  /** The query as a code with its dot, or null. */
  #dotted;
  /** The parts of the query that may be the beginning of a code, with the bits of their terms. */
  #codeParts = [];
  #all = 0;
  #first = 0;
  #beginnings;
  #wholes;

  constructor(text, wordTerms) {
    const wanted = [];
    for (const part of text.split(/\s+/)) {
      const start = wanted.length;
      wanted.push(...terms(part).slice(0, mostTerms - wanted.length));
      const code = compact(part);
      if (code.length < 3 || !/[0-9]/.test(code)) continue;
      let bits = 0;
      for (let term = start; term < wanted.length; term += 1) bits |= 1 << term;
      this.#codeParts.push({ code, typed: dotted(part), bits });
    }
    this.#code = compact(text);
    this.#dotted = dotted(text);
    this.isEmpty = wanted.length === 0;
    this.#all = wanted.reduce((bits, _, term) => bits | (1 << term), 0);
    this.#first = 1;
    this.#beginnings = new Uint32Array(wordTerms.length);
    this.#wholes = new Uint32Array(wordTerms.length);
    wordTerms.forEach((parts, word) => {
      for (const part of parts) {
        wanted.forEach((term, bit) => {
          if (!part.startsWith(term)) return;
          this.#beginnings[word] |= 1 << bit;
          if (part.length === term.length) this.#wholes[word] |= 1 << bit;
        });
      }
    });
  }

  /** The rank of a row, the best one 0; -1: it does not match. */
  rank(rows, row) {
    const status = rows.statuses[row];
    const isRetired = status === "r" ? 1 : 0;
    if (this.#code !== "" && begins(rows, row, this.#code, this.#dotted)) {
      return rows.compact[row].length === this.#code.length ? isRetired : 2 + isRetired;
    }
    const [start, end] = [rows.starts[row], rows.starts[row + 1]];
    let beginnings = 0;
    let wholes = 0;
    for (let place = start; place < end; place += 1) {
      beginnings |= this.#beginnings[rows.words[place]];
      wholes |= this.#wholes[rows.words[place]];
    }
    for (const { code, typed, bits } of this.#codeParts) {
      if (!begins(rows, row, code, typed)) continue;
      beginnings |= bits;
      wholes |= bits;
    }
    if (beginnings !== this.#all) return -1;
    const tier = wholes === this.#all ? 1 : 2;
    const isNotBillable = status === "b" ? 0 : 1;
    const beginsOtherwise = this.#beginnings[rows.words[start]] & this.#first ? 0 : 1;
    const length = Math.min(rows.titleEnds[row] - start, 63);
    return (((tier * 2 + isRetired) * 2 + isNotBillable) * 2 + beginsOtherwise) * 64 + length;
  }
}
