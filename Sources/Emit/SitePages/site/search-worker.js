// Reads the search index and answers questions about it, beside the page.

import { SearchIndex } from "./search-index.js";

const index = new SearchIndex();

async function load(systems, ended) {
  let awaited = systems.length;
  const texts = systems.map(read);
  // One after the other, so that equal ranks come in the order of the code sets, whichever arrives first.
  for (const [place, system] of systems.entries()) {
    try {
      index.add(system, await texts[place], ended.includes(system));
      awaited -= 1;
      postMessage({ event: "loaded", system, awaited });
    } catch {
      awaited -= 1;
      postMessage({ event: "failed", system, awaited });
    }
  }
}

async function read(system) {
  const path = `search/${encodeURIComponent(system)}.txt`;
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: the server answers ${response.status}`);
  return response.text();
}

addEventListener("message", ({ data: { question, number, ...rest } }) => {
  if (question === "load") load(rest.systems, rest.ended);
  if (question === "search") {
    postMessage({ number, answer: index.search(rest.text, rest.options) });
  }
  if (question === "find") {
    postMessage({ number, answer: rest.codes.map(({ system, code }) => index.find(system, code)) });
  }
});
