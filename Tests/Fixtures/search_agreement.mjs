// The first ten codes that the search of a site finds for each query.
//
//     node search_agreement.mjs SITE QUERIES.csv TODAY
//
// Prints a line for each query: the query, a tab, and the display codes with blanks between. The site is read as its
// worker does: its own modules, and the files of its folder `search`.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [site, queries, today] = process.argv.slice(2);
const load = (name) => import(join(resolve(site), name));
const { Words } = await load("search-words.js");
const { SystemIndex } = await load("search-index.js");
const { Synonyms } = await load("search-query.js");
const { rank } = await load("search-ranking.js");
const read = (name) => readFileSync(join(site, "search", name), "utf8");

const words = new Words(JSON.parse(read("rules.json")));
const synonyms = new Synonyms(read("synonyms.txt"), words);
const published = JSON.parse(readFileSync(join(site, "../json/index.json"), "utf8")).systems;
const systems = published.filter(({ system }) => existsSync(join(site, "search", `${system}.txt`))).map(
  ({ system, releases }) => {
    const until = releases.at(-1).until;
    const index = new SystemIndex(system, words, until !== undefined && until <= today);
    index.addCodes(read(`${system}.txt`));
    index.addTexts(read(`${system}-texts.txt`));
    return index;
  });
for (const line of readFileSync(queries, "utf8").split("\n").slice(1)) {
  if (line === "") continue;
  const [query] = line.split(",");
  const codes = rank(query, systems, words, synonyms).results.slice(0, 10).map(({ index, row }) => index.codes[row]);
  console.log(`${query}\t${codes.join(" ")}`);
}
