/**
 * Makes an element. Children that are strings become text, also where they look like markup; null, undefined, false and empty
 * texts are left out, and lists are taken apart. An attribute that is true is written without a value.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...present(children));
  return made;
}

/** What there is of some children. An empty text is none: two words with one between them are read aloud as one word. */
export function present(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false && child !== "");
}

/** A part of a page under a heading, or nothing where it would be empty. */
export function part(id, title, ...children) {
  const content = present(children);
  if (content.length === 0) return null;
  return element("section", { class: `part ${id}`, "aria-labelledby": id },
    element("h2", { id }, title), content);
}

/** A day. */
export function day(iso) {
  return element("time", { datetime: iso }, iso);
}

/** The day before the one on which something ends: the last one on which it holds. */
export function dayBefore(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

/** A number and its noun. */
export function counted(number, one, several = `${one}s`) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : several}`;
}

/** A text with its first letter as a capital. */
export function capitalized(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
