// Short answers at the bottom: they leave by themselves unless someone reads them.
import { each, icon, make, on, wake, word } from "./dom.js";

export function say(text, { isWrong = false } = {}) {
  const close = make("button", { type: "button", class: "toast-close", "data-toast-close": "", "aria-label": word("close") }, icon("x"));
  const toast = make("div", { class: `toast${isWrong ? " is-wrong" : ""}`, "data-toast": "" }, make("p", {}, text), close);
  document.getElementById("toasts")?.append(toast);
  wake(toast);
}

/** Moves the toasts of a fragment or of a fetched page to their place. */
export function takeToasts(root) {
  const place = document.getElementById("toasts");
  for (const toast of root.querySelectorAll(".toast")) {
    place?.append(document.adoptNode(toast));
    wake(toast);
  }
}

function leave(toast) {
  toast.classList.add("is-leaving");
  setTimeout(() => toast.remove(), 200);
}

function countDown(toast) {
  const ms = toast.querySelector("form") ? 12000 : 7000;
  let timer = setTimeout(leave, ms, toast);
  const hold = () => clearTimeout(timer);
  const resume = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, 4000, toast);
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", resume);
  toast.addEventListener("focusout", resume);
}

export function start() {
  each(".toast", countDown);
  on("click", "[data-toast-close]", (_, button) => leave(button.closest(".toast")));
}
