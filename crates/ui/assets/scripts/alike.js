// Tells while one types a new record that there may be one like it already.
import { ask, isAbort } from "./ask.js";
import { calm, on, wake } from "./dom.js";

let asking = null;

async function look(form) {
  const place = form.querySelector("#alike");
  if (!place) return;
  asking?.abort();
  asking = new AbortController();
  const url = new URL(form.dataset.alike, location.href);
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value.trim() !== "");
  const isKey = ([name]) => form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest("[data-check]");
  for (const [name, value] of typed.filter(isKey)) url.searchParams.append(name, value);
  try {
    const response = await ask(url, { fragment: "alike", signal: asking.signal });
    const html = await response.text();
    if (!response.ok || !place.isConnected) return;
    const template = document.createElement("template");
    template.innerHTML = html;
    place.replaceChildren(template.content);
    wake(place);
  } catch (error) {
    if (!isAbort(error)) place.replaceChildren();
  }
}

export function start() {
  const soon = calm(500, look);
  on("input", "form[data-alike] [data-check] input", (_, input) => soon(input.form));
}
