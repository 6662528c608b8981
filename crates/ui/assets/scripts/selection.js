// Choosing rows: a range with shift, the count, and the bar of what can be done with them.
import { each, on } from "./dom.js";

let last = null;

const boxes = (form) => [...form.querySelectorAll("[data-select]")];

function count(form) {
  const list = boxes(form);
  const n = list.filter((box) => box.checked).length;
  for (const place of form.querySelectorAll("[data-selected-count]")) place.textContent = String(n);
  form.querySelector("[data-action-bar]")?.classList.toggle("is-shown", n > 0);
  const all = form.querySelector("[data-select-all]");
  if (!all) return;
  all.checked = n > 0 && n === list.length;
  all.indeterminate = n > 0 && n < list.length;
}

function takeRange(form, box) {
  const list = boxes(form);
  const [from, to] = [list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const between of list.slice(from, to + 1)) between.checked = box.checked;
}

function setAll(form, isOn) {
  for (const box of boxes(form)) box.checked = isOn;
  count(form);
}

export function start() {
  on("click", "[data-select]", (event, box) => {
    const form = box.closest("[data-selection]");
    if (!form) return;
    if (event.shiftKey && last?.isConnected) takeRange(form, box);
    last = box;
    count(form);
  });
  on("change", "[data-select-all]", (_, box) => setAll(box.closest("[data-selection]"), box.checked));
  on("click", "[data-select-none]", (_, button) => setAll(button.closest("[data-selection]"), false));
  on("rows", "[data-selection]", (_, form) => count(form));
  each("[data-selection]", count);
}
