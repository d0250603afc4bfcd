// Which codes answer a query, best first: the rules of docs/search.md, the same as those of `codeset search`.

import { compact } from "./search-index.js";
import { isWithin, queries } from "./search-query.js";

/**
 * The codes of several code sets for a text: those in force before those of code sets that have ended, then by score.
 *
 * @returns {{ results, total, counts, corrections }}
 */
export function rank(text, systems, words, synonyms) {
  const typed = typedWords(text, words);
  if (typed.length === 0) return { results: [], corrections: [] };
  const byCode = systems.map((index) => withCode(index, text, typed, words));
  // What is both a code and an abbreviation ("ms", "dm2") is searched as both.
  const isWord = !/[0-9]/.test(text) || synonyms.meanings(typed.map(({ form }) => form).join(" ")) !== undefined;
  let found = byCode;
  let corrections = [];
  if (isWord || byCode.every((rows) => rows.length === 0)) {
    const query = understood(typed, systems, words, synonyms);
    corrections = query.corrections;
    found = systems.map((index, place) => [
      ...byCode[place].filter(({ isExact }) => isExact).map((row) => ({ ...row, score: words.rules.codeThatIsAWord })),
      ...new Ranking(index, query, words).results(),
    ]);
  }
  const results = found.flatMap((rows, place) => rows.map((row) => ({ ...row, index: systems[place], place })));
  results.sort((one, other) => Number(one.index.hasEnded) - Number(other.index.hasEnded)
    || other.score - one.score || one.place - other.place || one.row - other.row);
  const isTyped = results.some(({ why, score }) => why === null && score >= 1);
  const least = isTyped ? 0 : Math.max(0, ...results.map(({ score }) => score)) * words.rules.leastShare;
  return { results: results.filter(({ score }) => score >= least), corrections };
}

function typedWords(text, words) {
  return words.split(text).map(({ word, start, end }) => ({ word, start, end, form: words.form(word) }));
}

/**
 * The codes that begin with a code in the text, by the words beside it, and the other codes in it: nothing where there
 * is none, or where the words beside it are those of other codes.
 *
 * @param typed the words that are looked at, of all of the text.
 */
function withCode(index, text, typed, words, all = typed) {
  for (let count = Math.min(3, typed.length); count > 0; count -= 1) {
    for (let first = 0; first + count <= typed.length; first += 1) {
      const span = typed.slice(first, first + count);
      if (isPart(text, typed, first, first + count)) continue;
      const found = codesOf(index, text, span, span.length === all.length);
      if (found.length === 0) continue;
      const beside = [...typed.slice(0, first), ...typed.slice(first + count)].filter(({ word }) => !words.stop.has(word));
      const ranked = besides(index, found, beside.map(({ form }) => form), span);
      if (ranked.length === 0) continue;
      const others = [typed.slice(0, first), typed.slice(first + count)]
        .flatMap((part) => withCode(index, text, part, words, all)).filter(({ isExact }) => isExact);
      return [...ranked, ...others.filter(({ row }) => !ranked.some((each) => each.row === row))];
    }
  }
  return [];
}

/** Whether what is typed goes on without a blank, so that it is not this code: W21.89A is not W21, O30-O48 not O30. */
function isPart(text, typed, first, end) {
  const joins = (one, other, outside) => {
    if (one < 0 || other >= typed.length) return false;
    const between = text.slice(typed[one].end, typed[other].start);
    return (between === "." || between === "-") && /[0-9]/.test(typed[outside].word);
  };
  return joins(first - 1, first, first - 1) || joins(end - 1, end, end);
}

/** The codes that begin with neighboring words taken together; a dot that was typed is where the code has it. */
function codesOf(index, text, span, isAll) {
  const joined = compact(span.map(({ word }) => word).join(""));
  const whole = text.slice(span[0].start, span.at(-1).end).toUpperCase();
  const isDotted = /^[A-Z0-9]+\.[A-Z0-9]+$/.test(whole);
  if (joined.length < (isAll ? 2 : 3) || !/[0-9]/.test(joined)) return isAll && span.length === 1 ? exactly(index, joined) : [];
  if (!isAll && !isDotted && !/[A-Z]/.test(joined)) return [];
  const found = [];
  for (let row = 0; row < index.codes.length; row += 1) {
    if (index.compact[row].startsWith(joined) && (!isDotted || index.codes[row].toUpperCase().startsWith(whole))) {
      found.push(row);
    }
  }
  return found;
}

/** A code without digits, as a modifier is. */
function exactly(index, code) {
  const row = index.compact.indexOf(code);
  return row >= 0 ? [row] : [];
}

function besides(index, rows, forms, span) {
  const joined = compact(span.map(({ word }) => word).join(""));
  const matched = rows.map((row) => {
    const own = titleForms(index, row);
    return forms.filter((form) => own.some((word) => word === form || (form.length >= 3 && word.startsWith(form))
      || (form.length >= 4 && isWithin(1, word, form)))).length;
  });
  const most = Math.max(...matched);
  const isExact = (row) => index.compact[row].length === joined.length;
  if (forms.length > 0 && most === 0 && !rows.some(isExact)) return [];
  return rows.map((row, place) => ({
    row,
    isExact: isExact(row),
    score: 2 + (isExact(row) ? 1 : 0) + (forms.length > 0 ? 1.5 * matched[place] / forms.length : 0)
      - (index.statuses[row] === "r" ? 0.5 : 0),
    why: null,
  }));
}

function titleForms(index, row) {
  const own = [];
  for (let place = index.titleStarts[row]; place < index.titleStarts[row + 1]; place += 1) {
    own.push(index.form(index.titleWords[place]));
  }
  return own;
}

/** What the words of a text mean: the queries of them, and which words no text has. */
function understood(typed, systems, words, synonyms) {
  const content = typed.filter(({ word }) => !words.stop.has(word));
  const kept = content.length > 0 ? content : typed;
  const corrections = [];
  const isKnown = (form) => systems.some((index) => index.numbers.has(form));
  const forms = kept.flatMap(({ word, form }, place) => {
    const isLast = place === kept.length - 1;
    if (isKnown(form) || synonyms.words.has(form)) return [form];
    if (form.length >= words.rules.prefixLength
      && (isLast || form.length >= 4) && systems.some((index) => index.beginningWith(form).length > 0)) return [form];
    const parts = split(form, isKnown);
    const near = nearest(form, systems, words.rules, parts ? 1 : 2);
    if (near.length === 0 && parts) return parts;
    if (near.length === 0) {
      corrections.push({ word, form, words: [] });
      return [form];
    }
    corrections.push({ word, form, words: near });
    return [near[0]];
  });
  const others = [...joinedPairs(forms, isKnown), ...splitPrefixes(forms, isKnown, words.rules)];
  const all = [
    ...queries(forms, synonyms, isKnown, words.rules.alternatives),
    ...others.flatMap((pair) => queries(pair, synonyms, isKnown, 4)),
  ];
  return { queries: all, corrections, last: forms.at(-1), isKnown, synonyms };
}

/** A word as two that are known: "lowback". */
function split(form, isKnown) {
  for (let place = 3; place <= form.length - 3; place += 1) {
    const parts = [form.slice(0, place), form.slice(place)];
    if (parts.every(isKnown)) return parts;
  }
  return null;
}

/** The words with two neighbors as one that is known: "non union". */
function joinedPairs(forms, isKnown) {
  const found = [];
  for (let place = 0; place + 1 < forms.length; place += 1) {
    const pair = forms[place] + forms[place + 1];
    if (pair.length >= 5 && isKnown(pair)) found.push([...forms.slice(0, place), pair, ...forms.slice(place + 2)]);
  }
  return found;
}

/** The words with one apart that is often joined: "preeclampsia". */
function splitPrefixes(forms, isKnown, { hyphenPrefixes }) {
  const found = [];
  for (const [place, form] of forms.entries()) {
    for (const prefix of hyphenPrefixes) {
      const rest = form.slice(prefix.length);
      if (form.startsWith(prefix) && rest.length >= 3 && isKnown(rest)) {
        found.push([...forms.slice(0, place), prefix, rest, ...forms.slice(place + 1)]);
      }
    }
  }
  return found;
}

/** The words that differ least from one that no text has, the commonest first. */
function nearest(form, systems, rules, most) {
  if (form.length < rules.oneEditLength || /[0-9]/.test(form)) return [];
  for (let limit = 1; limit <= (form.length >= rules.twoEditLength ? most : 1); limit += 1) {
    const counts = new Map();
    for (const index of systems) {
      for (const word of index.starting.get(form[0]) ?? []) {
        if (word.length >= rules.oneEditLength - 1 && isWithin(limit, word, form)) {
          counts.set(word, (counts.get(word) ?? 0) + index.count(word));
        }
      }
    }
    if (counts.size > 0) {
      return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
        .slice(0, 6).map(([word]) => word);
    }
  }
  return [];
}

/** The codes of one code set for a query. */
class Ranking {
  #index;
  #rules;
  #words;
  #query;

  constructor(index, query, words) {
    this.#index = index;
    this.#query = query;
    this.#words = words;
    this.#rules = words.rules;
  }

  results() {
    const best = new Map();
    for (const query of this.#query.queries) this.#match(query, best);
    const found = [...best.values()].sort((one, other) => other.score - one.score || one.entry - other.entry)
      .slice(0, this.#rules.candidates);
    const rows = new Map();
    const take = (result) => {
      const group = this.#index.groups[result.row];
      const known = rows.get(group);
      if (!known || known.score < result.score || (known.score === result.score && result.row < known.row)) {
        rows.set(group, result);
      }
    };
    for (const candidate of found) for (const result of this.#resolved(candidate)) take(result);
    return [...rows.values()];
  }

  /** The words of the vocabulary that a word means, with what each is worth, the best first. */
  #matches(form, isLast) {
    const index = this.#index;
    const rules = this.#rules;
    const found = [];
    if (index.numbers.has(form)) found.push([form, 1]);
    const isAbbreviation = this.#query.synonyms.meanings(form) !== undefined;
    if (form.length >= rules.prefixLength && !isAbbreviation && (isLast || !this.#query.isKnown(form))) {
      for (const word of index.beginningWith(form)) {
        if (word !== form) found.push([word, rules.prefixStrength * form.length / word.length]);
      }
    }
    for (const { words } of this.#query.corrections) {
      if (words[0] !== form) continue;
      for (const word of words.slice(1)) if (index.numbers.has(word)) found.push([word, rules.oneEditStrength]);
    }
    return found.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  }

  #match(query, best) {
    const index = this.#index;
    const rules = this.#rules;
    const total = index.sources.length;
    const asked = query.words.map((form, place) => {
      const matches = this.#matches(form, form === this.#query.last && query.phrases.length === 0);
      const count = matches.reduce((most, [word]) => Math.max(most, index.count(word)), 0);
      const isLight = this.#words.light.has(form.replace(/^-/, ""));
      const isSoft = this.#words.soft.has(form);
      return { form, bit: 2 ** place, matches, isLight, isSoft, weight: Math.log(1 + total / (1 + count)) * (isLight ? 0.25 : 1) };
    });
    if (asked.every(({ isLight, isSoft }) => isLight || isSoft)) {
      for (const one of asked) [one.isLight, one.isSoft] = [false, false];
    }
    const sum = asked.reduce((weights, { weight }) => weights + weight, 0);
    const { covers, shares, masks } = index.sums;
    const touched = [];
    for (const { bit, matches, weight } of asked.slice(0, 30)) {
      for (const [word, strength] of matches) {
        const number = index.numbers.get(word);
        for (let at = index.starts[number]; at < index.starts[number + 1]; at += 1) {
          const entry = index.postingEntries[at];
          if (masks[entry] & bit) continue;
          if (masks[entry] === 0) touched.push(entry);
          masks[entry] |= bit;
          covers[entry] += weight * strength;
          shares[entry] += index.postingShares[at] * strength;
        }
      }
    }
    const asksProcedure = query.words.some((form) => this.#words.procedures.has(form));
    const below = this.#below(masks, touched);
    const required = asked.reduce((bits, { isLight, isSoft }, place) => (isLight || isSoft ? bits : bits | 2 ** place), 0) >>> 0;
    const count = popcount(required);
    const allowed = count >= rules.wordsForTwoMissing ? 2 : count >= 2 ? 1 : 0;
    for (const entry of touched) {
      const target = index.targets[entry];
      const both = masks[entry] | below[index.groups[target]];
      const missing = count - popcount(both & required);
      if (missing > allowed) continue;
      const score = this.#score(entry, masks[entry], covers[entry], shares[entry], both, missing, asked, sum, count);
      const group = index.groups[target];
      const known = best.get(group);
      if (!known || known.score < score || (known.score === score && known.entry > entry)) {
        best.set(group, { score, entry, mask: masks[entry], cover: covers[entry], share: shares[entry],
          below, asked, sum, count, required, query, asksProcedure });
      }
    }
    for (const entry of touched) covers[entry] = shares[entry] = masks[entry] = 0;
  }

  /** By group: which words the titles of its codes have, and those of all codes below them. */
  #below(masks, touched) {
    const index = this.#index;
    const below = new Uint32Array(index.members.length);
    const groups = index.members.length;
    for (const entry of touched) {
      if (entry >= groups) continue;
      const bits = masks[entry];
      for (let group = entry; group >= 0 && (below[group] | bits) >>> 0 !== below[group]; group = index.groupParents[group]) {
        below[group] |= bits;
      }
    }
    return below;
  }

  #score(entry, mask, cover, share, both, missing, asked, sum, count) {
    const rules = this.#rules;
    let found = cover;
    let softMissing = 0;
    for (const { bit, weight, isSoft } of asked) {
      if ((both & bit) === 0) softMissing += isSoft ? 1 : 0;
      else if ((mask & bit) === 0) found += weight * rules.titleStrength;
    }
    const entryCover = Math.min(1, share / 255);
    let score = found / sum * (rules.queryShare + (1 - rules.queryShare) * entryCover);
    score *= rules.sources[this.#index.sources[entry]].prior;
    if (missing > 0) score *= (count === 2 ? rules.missingOfTwo : rules.missingOfMore) ** missing;
    if (softMissing > 0) score *= rules.missingSoftWord ** softMissing;
    else if (missing === 0 && entryCover >= 0.98 && cover / sum >= 0.98) score += rules.sameText;
    return score;
  }

  /** The codes that a text leads to: the one that is meant, of a header two more below it, and itself. */
  #resolved(candidate) {
    const index = this.#index;
    const first = index.targets[candidate.entry];
    const start = this.#member(first, candidate);
    const results = [];
    const children = this.#children(start, candidate, candidate.mask);
    if (children.length === 0) {
      results.push(this.#result(start, candidate, 1));
    } else {
      children.slice(0, 1 + this.#rules.otherChildren.length).forEach((child, place) => {
        const leaf = this.#leaf(child, candidate);
        const part = place === 0 ? this.#defaultPart(start, leaf, candidate) : this.#rules.otherChildren[place - 1];
        results.push(this.#result(leaf, candidate, part));
      });
      results.push(this.#result(start, candidate, this.#rules.header));
    }
    return results;
  }

  /** A child is as good as its header where it has words of the query that the header has not, or no words of its own. */
  #defaultPart(header, leaf, candidate) {
    const more = this.#titleBits(leaf, candidate) & ~(this.#titleBits(header, candidate) | candidate.mask);
    return more !== 0 || this.#index.costs[leaf] <= 4 ? 1 : this.#rules.defaultChild;
  }

  #leaf(row, candidate) {
    let leaf = row;
    for (;;) {
      const children = this.#children(leaf, candidate, candidate.mask);
      if (children.length === 0) return this.#member(leaf, candidate);
      [leaf] = children;
    }
  }

  /** The code of a group whose title has most of the words: itself, or the nearest. */
  #member(row, candidate) {
    const index = this.#index;
    const rows = index.members[index.groups[row]];
    if (rows.length === 1) return row;
    let best = row;
    let most = this.#worth(this.#titleBits(row, candidate), candidate);
    for (const other of rows) {
      if (other === best) continue;
      const worth = this.#worth(this.#titleBits(other, candidate), candidate);
      const isNearer = worth === most && best !== row
        && (index.costs[other] < index.costs[best] || (index.costs[other] === index.costs[best] && other < best));
      if (worth > most || isNearer) {
        most = worth;
        best = other;
      }
    }
    return best;
  }

  /** The codes below a header, that which is meant first. */
  #children(row, candidate, mask) {
    const index = this.#index;
    const known = mask | this.#titleBits(row, candidate);
    const children = index.children.get(row) ?? [];
    if (children.length < 2) return children;
    return children.map((child) => {
      const own = this.#titleBits(child, candidate) & ~known;
      const deeper = candidate.below[index.groups[child]] & ~known & ~own;
      return { child, worth: this.#worth(own, candidate) + this.#worth(deeper, candidate) / 2 };
    }).sort((one, other) => other.worth - one.worth || index.costs[one.child] - index.costs[other.child]
      || one.child - other.child).map(({ child }) => child);
  }

  #worth(bits, { asked }) {
    let worth = 0;
    if (bits !== 0) for (const { bit, weight } of asked) if ((bits & bit) !== 0) worth += weight;
    return worth;
  }

  /** Which words of the query the title of a code has. */
  #titleBits(row, candidate) {
    const index = this.#index;
    candidate.bits ??= this.#bitsOfWords(candidate);
    let bits = 0;
    for (let place = index.titleStarts[row]; place < index.titleStarts[row + 1]; place += 1) {
      bits |= candidate.bits[index.titleWords[place]];
    }
    return bits;
  }

  #bitsOfWords({ asked, query }) {
    query.bits ??= new Map();
    if (query.bits.has(this.#index)) return query.bits.get(this.#index);
    const bits = new Uint32Array(this.#index.starts.length);
    for (const { bit, matches } of asked) {
      for (const [word] of matches) bits[this.#index.numbers.get(word)] |= bit;
    }
    query.bits.set(this.#index, bits);
    return bits;
  }

  #result(row, candidate, part) {
    const index = this.#index;
    const { mask, asked, sum, count, required, query, entry } = candidate;
    const both = mask | this.#titleBits(row, candidate);
    const missing = count - popcount(both & required);
    let score = this.#score(entry, mask, candidate.cover, candidate.share, both, missing, asked, sum, count) * part
      * (candidate.asksProcedure ? 1 : index.prior);
    if (index.statuses[row] === "r") score *= this.#rules.retired;
    const absent = asked.filter(({ isLight }, place) => !isLight && (both & 2 ** place) === 0).map(({ form }) => form);
    return { row, score, why: { source: index.sources[entry], text: index.texts[entry], phrases: query.phrases, absent } };
  }
}

function popcount(bits) {
  let count = 0;
  for (let rest = bits >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count += 1;
  return count;
}
