// The search index, which a worker holds: questions to it, and its answers.

const worker = new Worker("search-worker.js", { type: "module" });
const awaitedAnswers = new Map();
const listeners = new Set();
let lastNumber = 0;
/** How many code sets are still to be read; until it is known which there are, more than any number. */
let awaited = Infinity;
/** The code sets that could not be read. */
const failed = [];
/** Whether no answer can be expected any more. */
let isBroken = false;
let finishLoading;
/** Fulfilled when every code set is there, or failed. */
const loaded = new Promise((resolve) => { finishLoading = resolve; });

worker.addEventListener("message", ({ data }) => {
  if (data.event) {
    awaited = data.awaited;
    if (data.event === "failed") failed.push(data.system);
    tell();
  } else {
    awaitedAnswers.get(data.number)?.(data.answer);
    awaitedAnswers.delete(data.number);
  }
});
worker.addEventListener("error", giveUp);
worker.addEventListener("messageerror", giveUp);

function tell() {
  if (awaited === 0) finishLoading();
  for (const listener of listeners) listener();
}

/** Expects no answer any more, so that nothing waits for one. */
export function giveUp() {
  isBroken = true;
  awaited = 0;
  for (const answer of awaitedAnswers.values()) answer(null);
  awaitedAnswers.clear();
  tell();
}

/** The answer to a question; null: there will be none. */
function ask(question, rest) {
  if (isBroken) return null;
  lastNumber += 1;
  const number = lastNumber;
  const answer = new Promise((resolve) => { awaitedAnswers.set(number, resolve); });
  worker.postMessage({ question, number, ...rest });
  return answer;
}

/** Reads the index of these code sets, those that have ended to come last. */
export function loadIndex(systems, ended = []) {
  awaited = systems.length;
  worker.postMessage({ question: "load", systems, ended });
  if (awaited === 0) tell();
}

/** Calls a function whenever a code set is there, or cannot be read. */
export function onLoad(listener) {
  listeners.add(listener);
}

let asking = null;
let next = null;

/**
 * The best codes for a text among what is read so far, with what is not read; null where another text was searched for
 * meanwhile. One question is asked at a time: of those that come before it is answered, only the last one is asked.
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
    const answer = await ask("search", { text: asking.text, options: asking.options })
      ?? { total: 0, totalOfAll: 0, counts: [], results: [] };
    asking.resolve({ ...answer, awaited, failed: [...failed], isBroken });
  }
  asking = null;
}

/**
 * What the index says of codes ({ system, code }, without dot), in their order: null where it has none, undefined where
 * it could not be read.
 */
export async function find(codes) {
  await loaded;
  const answer = await ask("find", { codes });
  return codes.map(({ system }, place) => (failed.includes(system) ? undefined : answer?.[place]));
}
