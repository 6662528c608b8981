// Lists by keyboard and click: j k walk, x chooses, o opens at the side, Enter opens whole, e edits.
import { isTyping, keyOf, on } from "./dom.js";
import { close, open } from "./overlay.js";

const all = () => [...document.querySelectorAll("#main [data-row]")];
const current = () => document.querySelector("#main [data-row].is-at");
const drawer = () => document.getElementById("drawer");

function goTo(row) {
  current()?.classList.remove("is-at");
  row.classList.add("is-at");
  row.scrollIntoView({ block: "nearest" });
  if (drawer()?.open) openBeside(row);
}

function move(step) {
  const rows = all();
  if (!rows.length) return;
  const at = rows.indexOf(current());
  goTo(rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))]);
}

function openBeside(row) {
  document.querySelector("tr.is-open")?.classList.remove("is-open");
  row.classList.add("is-open");
  open("drawer", row.dataset.href);
}

function edit(row) {
  const cell = row.querySelector("td[data-inline]");
  cell?.dispatchEvent(new CustomEvent("edit", { bubbles: true }));
}

const deeds = {
  j: () => move(1),
  k: () => move(-1),
  o: (row) => row && openBeside(row),
  x: (row) => row?.querySelector("[data-select]")?.click(),
  e: (row) => row && edit(row),
  Enter: (row) => row && location.assign(row.dataset.href),
};

function onKey(event) {
  if (event.defaultPrevented || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog:modal")) return;
  const isOnControl = event.key === "Enter" && event.target.closest("a, button, summary, td[data-inline]");
  const deed = deeds[keyOf(event)];
  if (!deed || isOnControl || !all().length) return;
  event.preventDefault();
  deed(current());
}

function onClick(event, row) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("a[href]");
  if (link && link.href !== new URL(row.dataset.href, location.href).href) return;
  if (!link && event.target.closest("button, input, label, summary, details, td[data-inline]")) return;
  if (!link && String(getSelection())) return;
  event.preventDefault();
  current()?.classList.remove("is-at");
  row.classList.add("is-at");
  openBeside(row);
}

export function start() {
  document.addEventListener("keydown", onKey);
  on("click", "[data-row]", onClick);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer()?.open && !isTyping(event.target) && !document.querySelector("dialog:modal")) close(drawer());
  });
}
