// A long list that goes on where it ends, and values that others have while one types.
import { ask, isAbort, read } from "./ask.js";
import { calm, each, make, on, wake } from "./dom.js";
import { takeToasts } from "./toast.js";

/** Puts the next rows after those of the page; what the answer swaps elsewhere, such as the next link, follows. */
async function goOn(link) {
  const body = document.getElementById(link.dataset.more);
  if (!body || link.classList.contains("is-busy")) return;
  link.classList.add("is-busy");
  try {
    const response = await ask(link.href, { fragment: "more" });
    const html = await response.text();
    // A list that was drawn anew meanwhile has other rows and a link of its own.
    if (!response.ok || !link.isConnected) return;
    const { root } = read(html);
    takeToasts(root);
    const pieces = [...root.querySelectorAll("template[data-swap]")];
    for (const piece of pieces) piece.remove();
    const rows = [...root.children];
    body.append(...rows);
    rows.forEach(wake);
    for (const piece of pieces) {
      const place = document.getElementById(piece.dataset.swap);
      place?.replaceChildren(piece.content);
      if (place) wake(place);
    }
    body.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
  } catch {
    // The link stays and leads to the next page by itself.
  } finally {
    link.classList.remove("is-busy");
  }
}

/** The nearest box that scrolls, before whose end the next rows are asked for. */
function watch(link) {
  const box = document.getElementById(link.dataset.more)?.closest("[data-table]");
  if (!box) return;
  const look = () => {
    if (!link.isConnected) return box.removeEventListener("scroll", look);
    if (box.scrollTop > 0 && box.scrollHeight - box.scrollTop - box.clientHeight < 600) goOn(link);
  };
  box.addEventListener("scroll", look, { passive: true });
}

const asking = new WeakMap();

async function suggest(input) {
  asking.get(input)?.abort();
  const stop = new AbortController();
  asking.set(input, stop);
  const url = new URL(input.dataset.suggest, location.href);
  url.searchParams.set("q", input.value.trim());
  try {
    const response = await ask(url, { signal: stop.signal });
    const values = response.ok ? await response.json() : [];
    input.list?.replaceChildren(...values.map((value) => make("option", { value })));
  } catch (error) {
    if (!isAbort(error)) input.list?.replaceChildren();
  }
}

export function start() {
  on("click", "a[data-more]", (event, link) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goOn(link);
  });
  each("a[data-more]", watch);
  const soon = calm(90, suggest);
  on("input", "input[data-suggest]", (_, input) => soon(input));
  on("focusin", "input[data-suggest]", (_, input) => suggest(input));
}
