// The addresses of the pages: ?icd10cm/O34.32 for a code, ?icd10cm/O30-O48 for a chapter or block, ?q=heart+attack for
// the results of a search, ? for the start.
// They come after the question mark, so that any static host answers them with the same file.

/**
 * What an address asks for: {} for the start page, else a system and what follows the slash, or the query of a search.
 * Others add to addresses what begins with a name and `=`, before or after; it asks for nothing here.
 */
export function parseAddress(search) {
  const parts = search.replace(/^\?/, "").split("&").filter((part) => !part.startsWith("q=")).map((part) => part.replace(/=$/, ""));
  let text = parts.find((part) => part !== "" && !part.includes("=")) ?? "";
  try {
    text = decodeURIComponent(text);
  } catch {
    // A stray percent sign is taken as it is.
  }
  // Headers are often written O34.3- or O34.-, and some programs end an address with a slash.
  text = text.replace(/[\s/.-]+$/, "");
  if (text === "") {
    const query = new URLSearchParams(search).get("q")?.trim();
    return query ? { query } : {};
  }
  const slash = text.indexOf("/");
  if (slash < 0) return { system: text };
  return { system: text.slice(0, slash), code: text.slice(slash + 1) };
}

/** The address of a code as people write it, or of a section. */
export function address(system, displayCode) {
  return `?${encodeURIComponent(system)}/${encodeURIComponent(displayCode)}`;
}

/** The address of the results of a search. */
export function queryAddress(text) {
  return `?${new URLSearchParams({ q: text })}`;
}

/** A code as the files have it: capital letters, no dot. */
export function undotted(code) {
  return code.replaceAll(".", "").trim().toUpperCase();
}

/** Whether the dot that was typed, if one was, is where a code has it: 345.1 is not 34.51. */
export function hasDotOf(text, displayCode) {
  const typed = text.trim().replace(/\.$/, "");
  if (!typed.includes(".")) return true;
  return typed.toUpperCase() === displayCode;
}
