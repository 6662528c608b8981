// Ctrl-K: places of the frame at once, clients and deeds from the server as one types.
import { ask, isAbort } from "./ask.js";
import { calm, icon, make, on, word } from "./dom.js";

const icons = { customer: "user", person: "user", organization: "building-2", action: "zap", page: "arrow-right" };
let asking = null;

function places(wanted) {
  const links = [...document.querySelectorAll(".rail-list .rail-item")];
  const found = links.map((link) => ({ label: link.textContent.trim(), href: link.getAttribute("href"), hint: "", kind: "page" }));
  return found.filter(({ label }) => label.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()));
}

function line({ label, href, hint, kind }, at) {
  const words = [icon(icons[kind] ?? "arrow-right"), make("span", { class: "cut" }, label), make("span", { class: "hint" }, hint ?? "")];
  return make("a", { class: "palette-item", role: "option", id: `palette-${at}`, href, "aria-selected": String(at === 0) }, ...words);
}

function build(dialog) {
  const input = make("input", { type: "search", role: "combobox", autocomplete: "off", "aria-expanded": "true", "aria-controls": "palette-list", placeholder: word("search"), "aria-label": word("search") });
  const list = make("div", { class: "palette-list", id: "palette-list", role: "listbox" });
  dialog.replaceChildren(make("div", { class: "palette-ask" }, icon("search"), input), list);
  const soon = calm(70, () => fill(list, input));
  input.addEventListener("input", soon);
  input.addEventListener("keydown", (event) => walk(event, list, input));
  return { input, list };
}

const chosen = (list) => list.querySelector('.palette-item[aria-selected="true"]');

function choose(list, input, at) {
  const items = [...list.querySelectorAll(".palette-item")];
  items.forEach((item, nth) => item.setAttribute("aria-selected", String(nth === at)));
  items[at]?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", items[at]?.id ?? "");
}

/** Shows what answers `wanted`. Whoever walked by arrows keeps their line, whoever pressed Enter ahead of it is taken there. */
function draw(list, input, items, wanted) {
  const held = list.dataset.walked === input.value ? chosen(list)?.getAttribute("href") : "";
  list.replaceChildren(...items.map(line));
  if (!items.length) list.append(make("p", { class: "palette-none" }, word("nothing")));
  choose(list, input, Math.max(0, items.findIndex(({ href }) => href === held)));
  list.dataset.answers = wanted;
  if (list.dataset.awaits === wanted && input.closest("dialog")?.open) chosen(list)?.click();
}

async function fill(list, input) {
  const wanted = input.value.trim();
  const here = places(wanted);
  asking?.abort();
  asking = new AbortController();
  try {
    const response = await ask(`/palette?q=${encodeURIComponent(wanted)}`, { signal: asking.signal });
    const found = response.ok ? await response.json() : [];
    const known = new Set(found.map(({ href }) => href));
    draw(list, input, [...found, ...here.filter(({ href }) => !known.has(href))], wanted);
  } catch (error) {
    if (!isAbort(error)) draw(list, input, here, wanted);
  }
}

function walk(event, list, input) {
  const items = [...list.querySelectorAll(".palette-item")];
  const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    event.preventDefault();
    input.closest("dialog").close();
  } else if (event.key === "Enter") {
    event.preventDefault();
    // What stands there may answer what was typed before.
    const wanted = input.value.trim();
    if (list.dataset.answers === wanted || list.dataset.walked === input.value) items[at]?.click();
    else list.dataset.awaits = wanted;
  } else if (step && items.length) {
    event.preventDefault();
    list.dataset.walked = input.value;
    choose(list, input, (at + step + items.length) % items.length);
  }
}

export function openPalette(text = "") {
  const dialog = document.getElementById("palette");
  if (!dialog || dialog.open) return;
  const { input, list } = build(dialog);
  input.value = text;
  draw(list, input, places(text), "");
  dialog.showModal();
  input.focus();
  fill(list, input);
}

export function start() {
  on("pointerdown", "[data-palette-open]", (event) => {
    event.preventDefault();
    openPalette();
  });
  on("input", "[data-palette-open]", (_, input) => {
    openPalette(input.value);
    input.value = "";
  });
  on("click", ".palette-item", () => document.getElementById("palette").close());
}
