// Search that answers as one types: stale questions are dropped, the address follows.
import { ask, isAbort, read } from "./ask.js";
import { calm, on, wake } from "./dom.js";
import { turnTo } from "./page.js";
import { takeToasts } from "./toast.js";

const asking = new WeakMap();

function addressOf(form, submitter = null) {
  const url = new URL(form.action, location.href);
  const kept = [...new FormData(form, submitter)].filter(([, value]) => typeof value === "string" && value !== "");
  url.search = new URLSearchParams(kept).toString();
  return url;
}

/** Puts a fragment into its target; `<template data-swap="ID">` inside goes to other places. */
function put(target, html) {
  const { isWhole, root } = read(html);
  takeToasts(root);
  for (const piece of root.querySelectorAll("template[data-swap]")) {
    const place = document.getElementById(piece.dataset.swap);
    place?.replaceChildren(piece.content);
    piece.remove();
  }
  const fresh = isWhole ? root.getElementById(target.id)?.childNodes : root.childNodes;
  target.replaceChildren(...(fresh ?? []));
  wake(target);
  target.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
}

async function search(form) {
  const target = document.getElementById(form.dataset.liveTarget);
  if (!target || !form.isConnected) return;
  asking.get(form)?.abort();
  const stop = new AbortController();
  asking.set(form, stop);
  const box = form.querySelector(".filter-search");
  box?.classList.add("is-asking");
  target.classList.add("is-stale-rows");
  try {
    const url = addressOf(form);
    const response = await ask(url, { fragment: "rows", signal: stop.signal });
    const html = await response.text();
    // Whoever went on to another page meanwhile keeps its address.
    if (response.ok && target.isConnected) {
      put(target, html);
      history.replaceState(history.state, "", url);
    }
  } catch (error) {
    if (isAbort(error)) return;
  }
  box?.classList.remove("is-asking");
  target.classList.remove("is-stale-rows");
}

export function start() {
  const soon = calm(110, search);
  on("input", "form[data-live] [data-list-search]", (_, input) => soon(input.form));
  on("change", "form[data-live] [data-conditions] input[type=hidden]", (_, input) => soon(input.form));
  on("submit", "form[data-live]", (event, form) => {
    event.preventDefault();
    turnTo(addressOf(form, event.submitter).href);
  });
}
