// Fields that tell at once whether they are right, and forms that show where they are not.
import { ask, troubleIn } from "./ask.js";
import { calm, each, icon, make, on } from "./dom.js";

const states = ["is-right", "is-wrong", "is-asking"];

function mark(field, state, text = "") {
  field.classList.remove(...states);
  if (state) field.classList.add(state);
  const place = field.querySelector(".field-error");
  place?.replaceChildren(...(text ? [icon("circle-alert"), make("span", {}, text)] : []));
  const control = field.querySelector("input, textarea, select");
  if (state === "is-wrong") control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
}

async function check(field, control) {
  const value = control.value.trim();
  if (!value) return mark(field, "");
  mark(field, "is-asking");
  const url = new URL(field.dataset.check, location.href);
  url.searchParams.set("name", control.name);
  url.searchParams.set("value", value);
  try {
    const response = await ask(url, { fragment: "check" });
    if (control.value.trim() !== value) return;
    const sentence = response.ok || response.status === 422 ? await response.text() : "";
    if (sentence.trim()) mark(field, "is-wrong", troubleIn(sentence));
    else mark(field, response.ok ? "is-right" : "");
  } catch {
    mark(field, "");
  }
}

export function start() {
  const soon = calm(500, check);
  on("input", "[data-check] :is(input, textarea)", (_, control) => {
    const field = control.closest("[data-check]");
    if (field.classList.contains("is-wrong")) mark(field, "");
    soon(field, control);
  });
  on("input", ".field.is-wrong:not([data-check]) :is(input, textarea, select)", (_, control) => mark(control.closest(".field"), ""));
  each("[data-errors]", (box) => (box.form ?? box.closest("form"))?.querySelector("[aria-invalid]")?.focus());
}
