// A sent form shows that it is under way and is not sent twice.
import { on } from "./dom.js";

export function start() {
  on("submit", "form", (event, form) => {
    if (event.defaultPrevented || form.method === "dialog" || form.closest("dialog")) return;
    if (form.dataset.isSent) {
      event.preventDefault();
      return;
    }
    form.dataset.isSent = "yes";
    const { submitter } = event;
    submitter?.classList.add("is-busy");
    // A download answers without leaving the page.
    setTimeout(() => {
      delete form.dataset.isSent;
      submitter?.classList.remove("is-busy");
    }, 5000);
  });
  addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll(".is-busy[type=submit], button.is-busy:not([type])")) button.classList.remove("is-busy");
  });
}
