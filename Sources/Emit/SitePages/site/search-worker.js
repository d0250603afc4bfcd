// Reads the search index and answers questions about it, beside the page.

import { SystemIndex } from "./search-index.js";
import { categoryOf, found, SearchedSystems } from "./search-answer.js";
import { Synonyms } from "./search-query.js";
import { Words } from "./search-words.js";

/** So many milliseconds of reading, and a question may have its turn. */
const patience = 12;

let searched = new SearchedSystems();

async function load(systems, ended) {
  const declared = Promise.all([read("rules.json"), read("synonyms.txt")]);
  // What people look for first is read first; the order of answers does not depend on it.
  const order = [...systems].sort((one, other) => ended.includes(one) - ended.includes(other));
  const codes = order.map((system) => fetched(`${system}.txt`));
  try {
    const [rules, synonyms] = await declared;
    const words = new Words(JSON.parse(rules));
    searched = new SearchedSystems(systems, words, new Synonyms(synonyms, words));
  } catch {
    postMessage({ event: "broken" });
    return;
  }
  const indexes = order.map((system) => new SystemIndex(system, searched.words, ended.includes(system)));
  const loaded = [];
  for (const [place, index] of indexes.entries()) {
    const isRead = await take(codes[place], (text) => index.readCodes(text));
    if (isRead) {
      searched.add(index);
      loaded.push(index);
    }
    postMessage({ event: isRead ? "codes" : "failed", system: index.system });
  }
  const texts = loaded.map(({ system }) => fetched(`${system}-texts.txt`));
  for (const [place, index] of loaded.entries()) {
    const isRead = await take(texts[place], (text) => index.readTexts(text));
    postMessage({ event: isRead ? "texts" : "partly", system: index.system });
  }
}

async function read(name) {
  const path = `search/${encodeURIComponent(name)}`;
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: the server answers ${response.status}`);
  return response.text();
}

/** What a file says; null where it cannot be read. */
function fetched(name) {
  return read(name).catch(() => null);
}

/** Takes up what a file says, step by step, so that questions are answered meanwhile. */
async function take(file, steps) {
  const text = await file;
  if (text === null) return false;
  let began = performance.now();
  for (const reading = steps(text); !reading.next().done;) {
    if (performance.now() - began < patience) continue;
    await questions();
    began = performance.now();
  }
  return true;
}

const channel = new MessageChannel();

/** Fulfilled when the questions that have come are answered. */
function questions() {
  return new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });
}

const answers = {
  search: ({ text, options }) => searched.search(text, options),
  nearest: ({ text, system }) => searched.nearest(text, system),
  find: ({ codes }) => codes.map(({ system, code }) => {
    const index = searched.index(system);
    const row = index?.row(code) ?? -1;
    return row < 0 ? null : { ...found(index, row), category: categoryOf(index, row) };
  }),
};

addEventListener("message", ({ data: { question, number, ...rest } }) => {
  if (question === "load") load(rest.systems, rest.ended);
  else postMessage({ number, answer: answers[question](rest) });
});
