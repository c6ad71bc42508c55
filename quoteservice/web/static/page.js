// Everything works without this file: it says that an answer is on its way, sends with Ctrl or Cmd + Enter, and steps
// through the statements of a checked draft.
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

const steps = document.querySelector("[data-steps]");
if (steps) step(steps, document.querySelector(".stepping"));

function step(bar, list) {
  const onlyOpen = bar.querySelector("[data-open]");
  let current = null;
  const entries = () => [...list.querySelectorAll("ol > li[id]")].filter((entry) => !entry.hidden);

  function go(entry) {
    if (!entry) return;
    current = entry;
    const number = entry.id.replace("statement-", "");
    for (const mark of document.querySelectorAll(".current")) mark.classList.remove("current");
    for (const mark of document.querySelectorAll(`mark[data-of="${number}"]`)) mark.classList.add("current");
    entry.classList.add("current");
    document.getElementById(`in-text-${number}`)?.scrollIntoView({ block: "center" });
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: "nearest" });
  }

  // Past an end it stays there, so that nobody goes round without noticing.
  function move(by) {
    const all = entries();
    const at = all.indexOf(current);
    go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  bar.hidden = false;
  for (const button of bar.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => move(Number(button.dataset.step)));
  }
  onlyOpen.addEventListener("change", () => {
    for (const entry of list.querySelectorAll("li.confirmed")) entry.hidden = onlyOpen.checked;
    if (current?.hidden) current = null;
  });
  // The keys act within the list alone: elsewhere they scroll, as everybody expects.
  list.addEventListener("keydown", (event) => {
    const to = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Home: () => go(entries()[0]), End: () => go(entries().at(-1)) };
    if (!(event.key in to) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    to[event.key]();
  });
  list.addEventListener("focusin", (event) => {
    current = event.target.closest("ol > li[id]") ?? current;
  });
  bar.querySelector("[data-print]").addEventListener("click", () => window.print());
  // A printed report holds its evidence.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...list.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
}
