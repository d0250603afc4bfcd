// Reads the modules of a folder as a browser would, and says what is wrong with them before one runs.
//
//     node --experimental-vm-modules lint_javascript.mjs FOLDER
//
// Checked: the syntax; that each import is a name that its module exports; that each import is used; and that
// nothing is compared loosely, declared with var, evaluated, inserted as HTML, or left over from debugging.

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SourceTextModule } from "node:vm";

const folder = process.argv[2];
const names = readdirSync(folder).filter((name) => name.endsWith(".js")).sort();
const texts = new Map(names.map((name) => [resolve(folder, name), readFileSync(join(folder, name), "utf8")]));
const faults = [];

const forbidden = [
  [/[^=!]==(?!=)|!=(?!=)/, "expected === or !=="],
  [/\bvar\s/, "expected let or const, found var"],
  [/\beval\(|\bnew Function\(/, "expected no evaluated text"],
  [/\.(inner|outer)HTML\b|\binsertAdjacentHTML\(|\bdocument\.write\(/, "expected text content, found HTML"],
  [/\bconsole\.|\bdebugger\b|\balert\(/, "expected nothing left over from debugging"],
];

for (const [path, text] of texts) {
  text.split("\n").forEach((line, place) => {
    const code = line.replace(/(^|\s)\/\/.*$/, "");
    for (const [pattern, message] of forbidden) {
      const found = code.match(pattern);
      if (found) faults.push(`${path}:${place + 1}:${found.index + 1}: error: ${message}`);
    }
  });
  for (const name of imports(text)) {
    const uses = text.match(new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${escaped(name)}(?![\\w$])`, "g")) ?? [];
    if (uses.length < 2) faults.push(`${path}:1: error: expected a use of the import '${name}', found none`);
  }
}

const modules = new Map();
for (const [path, text] of texts) {
  try {
    modules.set(path, new SourceTextModule(text, { identifier: path }));
  } catch (error) {
    faults.push(error.stack.split("\n")[0] + `: error: ${error.message}`);
  }
}
for (const module of modules.values()) {
  try {
    if (module.status === "unlinked") await module.link(imported);
  } catch (error) {
    faults.push(`${module.identifier}:1: error: ${error.message}`);
  }
}

for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 || names.length === 0 ? 1 : 0);

function imports(text) {
  return [...text.matchAll(/^import\s*\{([^}]*)\}/gm)].flatMap(([, list]) =>
    list.split(",").map((name) => name.trim().split(/\s+as\s+/).pop()).filter((name) => name !== "")
  );
}

function imported(specifier, from) {
  const path = resolve(from.identifier, "..", specifier);
  const module = modules.get(path);
  if (!module) throw new Error(`expected a module ${specifier}, found none`);
  return module;
}

function escaped(name) {
  return name.replace(/\$/g, "\\$&");
}
