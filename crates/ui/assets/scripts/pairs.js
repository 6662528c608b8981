// Pairs by keyboard: j k walk, m merges, d parts, g merges the whole group, Enter compares.
import { isTyping, keyOf, on } from "./dom.js";

const all = () => [...document.querySelectorAll("#main [data-pair]")];
const current = () => document.querySelector("#main [data-pair].is-at") ?? all()[0];

function goTo(pair) {
  for (const other of all()) other.classList.toggle("is-at", other === pair);
  pair.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const pairs = all();
  const at = pairs.findIndex((pair) => pair.classList.contains("is-at"));
  goTo(pairs[Math.max(0, Math.min(pairs.length - 1, at < 0 ? 0 : at + step))]);
}

const press = (name) => current()?.querySelector(`[data-pair-deed="${name}"]`)?.click();

const pressGroup = () => current()?.parentElement?.querySelector("[data-group-deed]")?.click();

const deeds = {
  j: () => move(1),
  k: () => move(-1),
  m: () => press("merge"),
  d: () => press("deny"),
  g: pressGroup,
  Enter: () => press("compare"),
};

function onKey(event) {
  if (event.defaultPrevented || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog:modal") || !all().length) return;
  const isOnControl = event.key === "Enter" && event.target.closest("a, button, summary");
  const deed = deeds[keyOf(event)];
  if (!deed || isOnControl) return;
  event.preventDefault();
  deed();
}

export function start() {
  document.addEventListener("keydown", onKey);
  on("click", "[data-pair]", (_, pair) => goTo(pair));
}
