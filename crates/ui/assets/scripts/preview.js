// What a form would bring, shown beside it while one fills it in; stale questions are dropped.
import { ask, contentOf, isAbort, read } from "./ask.js";
import { calm, on, wake } from "./dom.js";

const asking = new WeakMap();

async function preview(form) {
  const target = document.getElementById(form.dataset.previewTarget);
  if (!target || !form.isConnected) return;
  asking.get(form)?.abort();
  const stop = new AbortController();
  asking.set(form, stop);
  target.classList.add("is-asking-count");
  try {
    const response = await ask(form.dataset.preview, { fragment: "preview", method: "POST", body: contentOf(form), signal: stop.signal });
    if (response.ok) {
      const { root } = read(await response.text());
      target.replaceChildren(...root.childNodes);
      wake(target);
    }
  } catch (error) {
    if (isAbort(error)) return;
  }
  target.classList.remove("is-asking-count");
}

export function start() {
  const soon = calm(120, preview);
  on("input", "form[data-preview] input, form[data-preview] select", (_, control) => {
    if (!control.dataset.adder) soon(control.form);
  });
  // A choice that changes which controls there are is taken at once, as its button would take it.
  on("change", "form[data-preview] select[data-adder]", (_, select) => {
    const { form, dataset } = select;
    const button = [...form.querySelectorAll("button[name=do]")].find((one) => one.value === dataset.adder);
    form.requestSubmit(button ?? null);
  });
}
