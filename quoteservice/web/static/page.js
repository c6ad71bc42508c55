// Everything works without this file: it only says that an answer is on its way, and sends with Ctrl or Cmd + Enter.
"use strict";

for (const form of document.querySelectorAll("form[method=post]")) {
  const button = form.querySelector("button[type=submit]");
  const label = [...button.childNodes];
  form.addEventListener("submit", () => {
    button.setAttribute("aria-disabled", "true");
    button.textContent = "Working …";
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  // A page that comes back from the browser's history must not look as if it were still waiting.
  window.addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    button.replaceChildren(...label);
  });
}
