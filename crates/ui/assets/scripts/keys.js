// Keys that work everywhere: Ctrl-K, slash, n, question mark.
import { isTyping, keyOf, on } from "./dom.js";
import { openPalette } from "./palette.js";

const showKeys = () => document.getElementById("keys")?.showModal();

function findSomething() {
  const search = document.querySelector("#main [data-list-search]");
  if (search) search.focus();
  else openPalette();
}

const deeds = {
  "/": findSomething,
  "?": showKeys,
  n: () => document.querySelector("#main [data-new]")?.click(),
};

function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  const isBusy = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target);
  const deed = deeds[keyOf(event)];
  if (isBusy || !deed || document.querySelector("dialog:modal")) return;
  event.preventDefault();
  deed();
}

export function start() {
  document.addEventListener("keydown", onKey);
  on("click", "[data-keys-open]", showKeys);
}
