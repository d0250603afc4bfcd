// The published JSON, read once each.

const answers = new Map();

/** A file that could not be read. */
export class ReadingFault extends Error {
  /** @param isMissing whether the server has no such file. */
  constructor(path, fault, { isMissing = false } = {}) {
    super(`json/${path}: ${fault}`);
    this.isMissing = isMissing;
  }
}

async function ask(path) {
  const response = await fetch(`../json/${path.split("/").map(encodeURIComponent).join("/")}`).catch(() => {
    throw new ReadingFault(path, "the server cannot be reached");
  });
  if (!response.ok) {
    throw new ReadingFault(path, `the server answers ${response.status}`, { isMissing: response.status === 404 });
  }
  return response.json().catch(() => { throw new ReadingFault(path, "what the server answers is not the whole file"); });
}

function read(path) {
  if (!answers.has(path)) {
    const answer = ask(path);
    // What failed is asked for again.
    answer.catch(() => answers.delete(path));
    answers.set(path, answer);
  }
  return answers.get(path);
}

/** The code sets of the build, each with its releases and files. */
export async function codeSystems() {
  const { systems } = await read("index.json");
  return systems;
}

/** The axes of the build, each with its values. */
export async function declaredAxes() {
  const { axes } = await read("index.json");
  return axes;
}

/** The code set of this identifier, which may be written in capitals. */
export async function codeSystem(identifier) {
  const systems = await codeSystems();
  return systems.find(({ system }) => system === identifier)
    ?? systems.find(({ system }) => system.toLowerCase() === identifier.toLowerCase());
}

/** The newest release of a code set. */
export function newestRelease(system) {
  return system.releases.reduce((newest, release) => (release.effective > newest.effective ? release : newest));
}

/** The release of a code set with this label. */
export function release(system, label) {
  return system.releases.find((each) => each.release === label);
}

// Only files that the index names are asked for: a code that does not exist is no failed request.
async function readListed(system, name, otherwise) {
  const path = `${system.system}/${name}.json`;
  return system.files.includes(path) ? read(path) : otherwise;
}

/** The codes in force that begin with the same three characters as a code. */
export function category(system, code) {
  return readListed(system, `categories/${code.slice(0, 3)}`, []);
}

/** The chapters and blocks, each with the categories directly in it. */
export function sections(system) {
  return readListed(system, "sections", []);
}

/** A table of ICD-10-PCS by its three characters, where the build has it. */
export function pcsTable(system, name) {
  return readListed(system, `tables/${name}`, null);
}

/** The codes that are no longer in force, each with what replaced it. */
export function retiredCodes(system) {
  return readListed(system, "retired", []);
}

/** The first three characters of all codes, in order. */
export function categories(system) {
  const start = `${system.system}/categories/`;
  return system.files.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length, -5));
}
