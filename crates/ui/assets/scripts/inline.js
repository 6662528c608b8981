// A cell changed where it stands; what was typed stays when the server does not take it.
import { ask, troubleIn } from "./ask.js";
import { keyOf, make, on, word } from "./dom.js";

function controlFor(cell, text) {
  const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
  const [kind, ...options] = (head.dataset.inlineKind ?? "text").split("|");
  const attributes = { class: "inline-control", name: "value", "aria-label": head.textContent.trim() };
  if (kind !== "select") {
    const input = make("input", { ...attributes, type: kind || "text" });
    input.value = text;
    return input;
  }
  const list = make("select", attributes, ...options.map((option) => make("option", {}, option)));
  list.value = text;
  return list;
}

function begin(cell) {
  if (cell.classList.contains("is-editing")) return;
  const text = cell.dataset.inlineDraft ?? cell.textContent.trim();
  cell.inlineOld = [...cell.childNodes];
  const control = controlFor(cell, text);
  cell.classList.add("is-editing");
  cell.replaceChildren(control);
  control.focus();
  control.select?.();
  control.addEventListener("keydown", (event) => onKey(event, cell, control));
  control.addEventListener("blur", () => setTimeout(() => cell.contains(document.activeElement) || save(cell, control), 60));
}

function onKey(event, cell, control) {
  event.stopPropagation();
  if (event.key === "Escape") {
    event.preventDefault();
    delete cell.dataset.inlineDraft;
    finish(cell, cell.inlineOld);
    cell.focus();
  } else if (event.key === "Enter") {
    event.preventDefault();
    save(cell, control);
  }
}

function finish(cell, nodes) {
  cell.classList.remove("is-editing", "is-wrong");
  cell.replaceChildren(...nodes);
}

// Whoever works by keyboard stays at the cell; whoever went on to something else stays there.
function keepPlace(cell) {
  if (document.activeElement === document.body) cell.focus({ preventScroll: true });
}

function refuse(cell, control, text) {
  cell.classList.add("is-wrong");
  cell.dataset.inlineDraft = control.value;
  cell.querySelector(".inline-error")?.remove();
  cell.append(make("div", { class: "inline-error", role: "alert" }, text));
}

async function save(cell, control) {
  if (!control.isConnected || cell.isSaving || cell.dataset.inlineDraft === control.value) return;
  const old = cell.inlineOld.map((node) => node.textContent).join("").trim();
  if (control.value === old) {
    finish(cell, cell.inlineOld);
    keepPlace(cell);
    return;
  }
  cell.isSaving = true;
  try {
    const card = new URL(`${cell.closest("tr").dataset.href}/`, location.href);
    const body = new URLSearchParams({ value: control.value });
    const response = await ask(new URL(cell.dataset.inline, card), { method: "POST", fragment: "cell", body });
    const text = await response.text();
    if (!response.ok) return refuse(cell, control, troubleIn(text));
    delete cell.dataset.inlineDraft;
    const isText = response.redirected || !text.trim() || /^\s*<!doctype/i.test(text);
    const shown = make("template");
    shown.innerHTML = isText ? "" : text;
    finish(cell, isText ? [control.value] : [...shown.content.childNodes]);
    keepPlace(cell);
    cell.classList.add("is-saved");
    setTimeout(() => cell.classList.remove("is-saved"), 1300);
  } catch {
    refuse(cell, control, word("offline"));
  } finally {
    cell.isSaving = false;
  }
}

export function start() {
  on("dblclick", "td[data-inline]", (_, cell) => begin(cell));
  on("edit", "td[data-inline]", (_, cell) => begin(cell));
  on("keydown", "td[data-inline]", (event, cell) => {
    if (event.target !== cell || (event.key !== "Enter" && event.key !== "F2" && keyOf(event) !== "e")) return;
    event.preventDefault();
    event.stopPropagation();
    begin(cell);
  });
}
