// The search index, which a worker holds: questions to it, and its answers.

const worker = new Worker("search-worker.js", { type: "module" });
const awaitedAnswers = new Map();
const listeners = new Set();
let lastNumber = 0;
/** How many code sets are still to be read, their codes and all; until it is known which there are, more than any number. */
let awaitedCodes = Infinity;
let awaited = Infinity;
/** The code sets that could not be read, and those of which only codes and titles could. */
const failed = [];
const partly = [];
/** Whether no answer can be expected any more. */
let isBroken = false;
let finishCodes;
let finishAll;
/** Fulfilled when the codes of every code set are there, or failed. */
const codesRead = new Promise((resolve) => { finishCodes = resolve; });
/** Fulfilled when all is. */
const allRead = new Promise((resolve) => { finishAll = resolve; });

const events = {
  codes: () => { awaitedCodes -= 1; },
  failed: (system) => {
    awaitedCodes -= 1;
    awaited -= 1;
    failed.push(system);
  },
  texts: () => { awaited -= 1; },
  partly: (system) => {
    awaited -= 1;
    partly.push(system);
  },
};

worker.addEventListener("message", ({ data }) => {
  if (data.event === "broken") {
    giveUp();
  } else if (data.event) {
    events[data.event](data.system);
    tell();
  } else {
    awaitedAnswers.get(data.number)?.(data.answer);
    awaitedAnswers.delete(data.number);
  }
});
worker.addEventListener("error", giveUp);
worker.addEventListener("messageerror", giveUp);

function tell() {
  if (awaitedCodes === 0) finishCodes();
  if (awaited === 0) finishAll();
  for (const listener of listeners) listener();
}

/** Expects no answer any more, so that nothing waits for one. */
export function giveUp() {
  isBroken = true;
  awaitedCodes = 0;
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

/** Reads the index of these code sets, those that have ended after the others. */
export function loadIndex(systems, ended = []) {
  awaitedCodes = systems.length;
  awaited = systems.length;
  worker.postMessage({ question: "load", systems, ended });
  if (awaited === 0) tell();
}

/** Calls a function whenever a code set is there, or cannot be read. */
export function onLoad(listener) {
  listeners.add(listener);
}

/** Calls a function no more. */
export function offLoad(listener) {
  listeners.delete(listener);
}

const nothing = { total: 0, totalOfAll: 0, counts: [], results: [], corrections: [], marks: [] };

/** The codes for a text among what is read so far, with what is not read. */
export async function answer(text, options) {
  const found = await ask("search", { text, options }) ?? nothing;
  return { ...found, awaited, failed: [...failed], partly: [...partly], isBroken };
}

let asking = null;
let next = null;

/**
 * The best codes for a text that is being typed; null where another text was searched for meanwhile. One question is
 * asked at a time: of those that come before it is answered, only the last one is asked.
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
    asking.resolve(await answer(asking.text, asking.options));
  }
  asking = null;
}

/** What is near a text that nothing matches: { codes, searches }, of one code set or of all. */
export async function nearest(text, system = null) {
  return await ask("nearest", { text, system }) ?? { codes: [], searches: [] };
}

/** Whether a text finds something for certain, when all is read. */
export async function findsSomething(text) {
  await allRead;
  const { total } = await answer(text, { system: null, billableOnly: false, limit: 0 });
  return total > 0;
}

/** What is near a code, when all codes are read. */
export async function nearestCodes(text, system = null) {
  await codesRead;
  return (await nearest(text, system)).codes;
}

/**
 * What the index says of codes ({ system, code }, without dot), in their order: null where it has none, undefined where
 * it could not be read.
 */
export async function find(codes) {
  await codesRead;
  const found = await ask("find", { codes });
  return codes.map(({ system }, place) => (failed.includes(system) ? undefined : found?.[place]));
}
