// The search index, which a worker holds: questions to it, and its answers.

const worker = new Worker("search-worker.js", { type: "module" });
const awaitedAnswers = new Map();
const listeners = new Set();
let lastNumber = 0;
let finishLoading;
/** Fulfilled when every code set is there, or failed. */
const loaded = new Promise((resolve) => { finishLoading = resolve; });

worker.addEventListener("message", ({ data }) => {
  if (data.event) {
    if (data.awaited === 0) finishLoading();
    for (const listener of listeners) listener(data);
  } else {
    awaitedAnswers.get(data.number)(data.answer);
    awaitedAnswers.delete(data.number);
  }
});

function ask(question, rest) {
  lastNumber += 1;
  const number = lastNumber;
  const answer = new Promise((resolve) => { awaitedAnswers.set(number, resolve); });
  worker.postMessage({ question, number, ...rest });
  return answer;
}

/** Reads the index of these code sets. */
export function loadIndex(systems) {
  worker.postMessage({ question: "load", systems });
  if (systems.length === 0) finishLoading();
}

/** Calls a function whenever a code set is there, or cannot be read. */
export function onLoad(listener) {
  listeners.add(listener);
}

let asking = null;
let next = null;

/**
 * The best codes for a text among what is read so far; null where another text was searched for meanwhile. One
 * question is asked at a time: of those that come before it is answered, only the last one is asked.
 */
export function search(text, options) {
  next?.resolve(null);
  return new Promise((resolve) => {
    next = { text, options, resolve };
    if (asking === null) askNext();
  });
}

async function askNext() {
  while (next !== null) {
    asking = next;
    next = null;
    asking.resolve(await ask("search", { text: asking.text, options: asking.options }));
  }
  asking = null;
}

/** What the index says of codes ({ system, code }, without dot), in their order: null where it has none. */
export async function find(codes) {
  await loaded;
  return ask("find", { codes });
}
