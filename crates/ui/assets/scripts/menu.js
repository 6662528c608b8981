// Menus made of details: one open at a time, closed by Esc or a click elsewhere, walked by arrows.
import { on } from "./dom.js";

const opened = () => document.querySelectorAll("details[data-menu][open]");

function closeAll(except) {
  for (const menu of opened()) if (!menu.contains(except)) menu.open = false;
}

function keepInSight(menu) {
  const sheet = menu.querySelector(".menu-sheet");
  if (!sheet || getComputedStyle(sheet).position === "fixed") return;
  sheet.style.translate = "";
  const { left, right } = sheet.getBoundingClientRect();
  const over = right - (document.documentElement.clientWidth - 8);
  if (over > 0) sheet.style.translate = `${-over}px 0`;
  else if (left < 8) sheet.style.translate = `${8 - left}px 0`;
}

function walk(event, menu) {
  // What a folded group holds cannot be reached, the group itself can.
  const items = [...menu.querySelectorAll(".menu-item, .menu-group > summary")].filter((item) => item.checkVisibility());
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !items.length) return;
  event.preventDefault();
  items.at((at + step + items.length) % items.length).focus();
}

function narrow(input) {
  const wanted = input.value.trim().toLocaleLowerCase();
  for (const item of input.closest(".menu-sheet").querySelectorAll(".menu-item")) {
    item.hidden = !item.textContent.toLocaleLowerCase().includes(wanted);
  }
  // What is searched for may stand in a group that is folded; cleared, groups are as they were.
  for (const group of input.closest(".menu-sheet").querySelectorAll("[data-menu-group]")) {
    group.dataset.was ??= group.open ? "open" : "";
    group.open = wanted !== "" || group.dataset.was === "open";
  }
}

export function start() {
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!menu.matches?.("details[data-menu]") || !menu.open) return;
    keepInSight(menu);
    // A browser tells of it a little later: whoever walks by arrows by then stays where they are.
    if (menu.querySelector(".menu-sheet")?.contains(document.activeElement)) return;
    const asks = ".menu-sheet.is-form :is(input:not([type=hidden]), select)";
    menu.querySelector(`[data-menu-filter], ${asks}`)?.focus();
  }, true);
  document.addEventListener("click", (event) => {
    const item = event.target.closest?.("a.menu-item, button.menu-item");
    closeAll(item && !item.closest("[data-look]") ? null : event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened().length) {
      const [menu] = opened();
      closeAll(null);
      menu.querySelector("summary")?.focus();
      event.stopImmediatePropagation();
    }
  }, true);
  on("keydown", "details[data-menu][open]", walk);
  on("input", "[data-menu-filter]", (_, input) => narrow(input));
}
