// What was typed into a form stays in this browser until the server has it.
import { calm, each, make, memory, word } from "./dom.js";

const keyOf = (form) => `draft.${form.dataset.draft}`;
const isKept = (control) => control.name && !["password", "file", "hidden", "submit"].includes(control.type);

function contentOf(form) {
  return [...form.elements].filter(isKept).map((control) => {
    const isChoice = control.type === "checkbox" || control.type === "radio";
    return [control.name, isChoice ? control.checked : control.value];
  });
}

function fill(form, content) {
  const controls = [...form.elements].filter(isKept);
  content.forEach(([name, value], at) => {
    const control = controls[at];
    if (control?.name !== name) return;
    if (typeof value === "boolean") control.checked = value;
    else control.value = value;
  });
}

function offerDiscard(form, original) {
  const button = make("button", { type: "button", class: "button is-link is-small push" }, word("discard"));
  const note = make("div", { class: "draft-note", role: "status" }, word("draft"), button);
  form.prepend(note);
  button.addEventListener("click", () => {
    fill(form, original);
    memory.write(keyOf(form), null);
    note.remove();
  });
}

function startForm(form) {
  const original = contentOf(form);
  let draft = null;
  try { draft = JSON.parse(memory.read(keyOf(form)) ?? "null"); } catch { draft = null; }
  if (draft?.isSent) {
    memory.write(keyOf(form), null);
  } else if (draft && JSON.stringify(draft.content) !== JSON.stringify(original)) {
    fill(form, draft.content);
    offerDiscard(form, original);
  }
  // What was typed last is written after a pause: by then the form may be on its way.
  let isSent = false;
  const write = () => memory.write(keyOf(form), JSON.stringify({ content: contentOf(form), isSent }));
  const keep = calm(300, () => form.isConnected && write());
  form.addEventListener("input", () => {
    isSent = false;
    keep();
  });
  form.addEventListener("submit", () => {
    isSent = true;
    write();
  });
}

export function start() {
  each("form[data-draft]", startForm);
}
