// The addresses of the pages: ?icd10cm/O34.32 for a code, ?icd10cm/O30-O48 for a chapter or block, ? for the start.
// They stand behind the question mark, so that any static host answers them with the same file.

/** What an address asks for: {} for the start page, else a system and what stands behind the slash. */
export function parseAddress(search) {
  let text = search.replace(/^\?/, "").replace(/&.*/s, "");
  try {
    text = decodeURIComponent(text);
  } catch {
    // A stray percent sign is taken as it stands.
  }
  if (text === "") return {};
  const slash = text.indexOf("/");
  if (slash < 0) return { system: text };
  return { system: text.slice(0, slash), code: text.slice(slash + 1) };
}

/** The address of a code as people write it, or of a section. */
export function address(system, displayCode) {
  return `?${encodeURIComponent(system)}/${encodeURIComponent(displayCode)}`;
}

/** A code as the files have it: capital letters, no dot. */
export function undotted(code) {
  return code.replaceAll(".", "").trim().toUpperCase();
}
