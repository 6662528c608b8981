// Work under way: asked anew each second, slower in the background, until it is done.
import { ask, read } from "./ask.js";
import { each, wake } from "./dom.js";
import { takeToasts } from "./toast.js";

async function look(element) {
  if (!element.isConnected) return;
  try {
    const response = await ask(element.dataset.poll, { fragment: "poll" });
    if (!response.ok) return again(element, 5000);
    const { isWhole, root } = read(await response.text());
    takeToasts(root);
    const fresh = isWhole ? root.getElementById(element.id) : root.firstElementChild;
    if (!fresh || !element.isConnected) return;
    // A button that is being pressed stays until it is let go.
    if (element.querySelector(":active")) return again(element, 1000);
    const held = element.contains(document.activeElement) ? document.activeElement.textContent : null;
    element.replaceWith(fresh);
    wake(fresh);
    if (held !== null) [...fresh.querySelectorAll("a, button")].find((one) => one.textContent === held)?.focus({ preventScroll: true });
  } catch {
    again(element, 5000);
  }
}

function again(element, ms) {
  setTimeout(look, document.hidden ? ms * 5 : ms, element);
}

export function start() {
  each("[data-poll]", (element) => again(element, 1000));
}
