// The words of a text as they are searched for: the rules of the program's own search, see docs/search.md.

/** What the words of texts are compared by, with the rules of search/rules.json. */
export class Words {
  constructor(rules) {
    this.rules = rules;
    this.stop = new Set(rules.stopWords);
    this.light = new Set(rules.lightWords);
    this.soft = new Set(rules.softWords);
    this.procedures = new Set(rules.procedureWords);
    this.unstemmed = new Set(rules.unstemmedWords);
    this.accents = new Map(rules.accents.flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain])));
    this.known = new Map();
  }

  /** The words of a text, as they are written but for case, accents and apostrophes: [{ word, start, end }]. */
  split(text) {
    const words = [];
    let word = "";
    let start = 0;
    let place = 0;
    for (const letter of text) {
      const plain = this.plain(letter);
      if (plain === null) {
        if (word !== "") words.push({ word, start, end: place });
        word = "";
      } else {
        if (word === "" && plain !== "") start = place;
        word += plain;
      }
      place += letter.length;
    }
    if (word !== "") words.push({ word, start, end: place });
    return words;
  }

  /** A letter as it is compared; null: it is none. */
  plain(letter) {
    const code = letter.codePointAt(0);
    if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)) return letter;
    if (code >= 0x41 && code <= 0x5a) return letter.toLowerCase();
    if (code === 0x27 || code === 0x2019 || (code >= 0x300 && code <= 0x36f)) return "";
    if (code < 0xaa) return null;
    return this.accents.get(letter) ?? (/\p{Alphabetic}/u.test(letter) ? letter.toLowerCase() : null);
  }

  /** The forms of the words of a text. */
  forms(text) {
    return this.split(text).map(({ word }) => this.form(word));
  }

  /** A word without its plural and in American spelling. */
  form(word) {
    let form = this.known.get(word);
    if (form === undefined) {
      form = this.unstemmed.has(word) || new TextEncoder().encode(word).length < 4 ? word : stem(word);
      this.known.set(word, form);
    }
    return form;
  }
}

/** The form of a word that a text says is absent: "without complications" is no text about complications. */
export function absent(form) {
  return `-${form}`;
}

const plainEnds = [["isation", "ization"], ["ise", "ize"], ["ised", "ized"], ["ising", "izing"], ["yse", "yze"]];

function stem(word) {
  let form = word.length >= 6 ? withoutLigatures(word) : word;
  form = withoutPlural(form);
  if (form.length >= 5 && form.endsWith("our")) form = `${form.slice(0, -3)}or`;
  if (form.length >= 5 && (form.endsWith("tre") || form.endsWith("bre"))) form = `${form.slice(0, -2)}er`;
  if (form.length >= 6) {
    for (const [british, american] of plainEnds) {
      if (form.endsWith(british)) form = form.slice(0, -british.length) + american;
    }
  }
  if (form.startsWith("leuc")) form = `leuk${form.slice(4)}`;
  if (form.startsWith("sulph")) form = `sulf${form.slice(5)}`;
  return form;
}

function withoutLigatures(word) {
  let form = word;
  for (let place = 0; place + 1 < form.length; place += 1) {
    if (form[place + 1] === "e" && (form[place] === "a" || form[place] === "o")) {
      form = form.slice(0, place) + form.slice(place + 1);
    }
  }
  return form;
}

function withoutPlural(form) {
  if (form.length < 4 || !form.endsWith("s") || /(ss|us|is)$/.test(form)) return form;
  if (form.length >= 5 && form.endsWith("ies")) return `${form.slice(0, -3)}y`;
  if (/(sses|xes|ches|shes|zes)$/.test(form)) return form.slice(0, -2);
  if (/(oses|yses)$/.test(form)) return `${form.slice(0, -2)}is`;
  return form.slice(0, -1);
}
