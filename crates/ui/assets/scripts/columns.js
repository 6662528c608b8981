// Columns: widths by pointer and keys, remembered; order by dragging in the menu.
import { each, make, memory, on, word } from "./dom.js";

const keyOf = (box) => `columns.${box.dataset.table}`;

function widths(box) {
  try { return JSON.parse(memory.read(keyOf(box)) ?? "{}"); } catch { return {}; }
}

function setWidth(th, width) {
  const value = `${Math.max(56, Math.round(width))}px`;
  th.style.width = value;
  th.style.minWidth = value;
  th.style.maxWidth = value;
  th.querySelector(".th-grip")?.setAttribute("aria-valuenow", String(parseInt(value, 10)));
}

function keep(box, th) {
  memory.write(keyOf(box), JSON.stringify({ ...widths(box), [th.dataset.column]: Math.round(th.getBoundingClientRect().width) }));
}

function hold(event, box, th, grip) {
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  grip.classList.add("is-held");
  const [from, width] = [event.clientX, th.getBoundingClientRect().width];
  const move = (moved) => setWidth(th, width + moved.clientX - from);
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", () => {
    grip.removeEventListener("pointermove", move);
    grip.classList.remove("is-held");
    keep(box, th);
  }, { once: true });
}

function addGrip(box, th) {
  const grip = make("span", { class: "th-grip", role: "separator", tabindex: "0", "aria-orientation": "vertical", "aria-valuenow": String(th.offsetWidth), "aria-label": `${word("columnWider")}: ${th.textContent.trim()}` });
  grip.addEventListener("pointerdown", (event) => hold(event, box, th, grip));
  grip.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (!step) return;
    event.preventDefault();
    setWidth(th, th.getBoundingClientRect().width + step);
    keep(box, th);
  });
  th.append(grip);
}

function startTable(box) {
  const known = widths(box);
  for (const th of box.querySelectorAll("th[data-column]")) {
    addGrip(box, th);
    if (known[th.dataset.column]) setWidth(th, known[th.dataset.column]);
  }
  const mark = () => box.classList.toggle("is-scrolled", box.scrollLeft > 0);
  box.addEventListener("scroll", mark, { passive: true });
}

function startOrder(form) {
  let held = null;
  for (const label of form.querySelectorAll("label.check")) label.draggable = true;
  form.addEventListener("dragstart", (event) => { held = event.target.closest("label.check"); });
  form.addEventListener("dragover", (event) => {
    const over = event.target.closest("label.check");
    if (!held || !over || over === held) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY > top + height / 2 ? "after" : "before"](held);
  });
  form.addEventListener("drop", (event) => event.preventDefault());
}

export function start() {
  each("[data-table]", startTable);
  each("form[data-columns]", startOrder);
  on("submit", "form[data-columns]", (_, form) => {
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (name !== "columns" && name !== "cursor") form.append(make("input", { type: "hidden", name, value }));
    }
  });
}
