// Buttons that copy a code, and a code with its title.

import { element } from "./dom.js";

export function copyButtons(code) {
  return element("p", { class: "copies" },
    copyButton("Copy code", code.display_code),
    copyButton("Copy code and title", `${code.display_code} ${code.long_title}`));
}

function copyButton(name, text) {
  const button = element("button", { type: "button", class: "copy" }, name);
  button.addEventListener("click", async () => {
    button.textContent = (await copied(text)) ? "Copied" : "Not copied: the browser does not allow it";
    setTimeout(() => { button.textContent = name; }, 2000);
  });
  return button;
}

/** A page that is not served over HTTPS has no clipboard: there the text is selected and copied. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { class: "unseen" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
