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
    element.replaceWith(fresh);
    wake(fresh);
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
