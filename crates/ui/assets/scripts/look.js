// Theme and the fold of the left bar change at once; the server is told afterwards.
import { ask } from "./ask.js";
import { memory, on, word } from "./dom.js";
import { say } from "./toast.js";

async function change(form, button) {
  const root = document.documentElement;
  if (!["theme", "density"].includes(button.name)) return;
  root.dataset[button.name] = button.value;
  for (const other of form.querySelectorAll(`[name="${button.name}"]`)) other.setAttribute("aria-pressed", String(other === button));
  try {
    await ask(form.action, { method: "POST", fragment: "look", body: new URLSearchParams({ [button.name]: button.value }) });
  } catch {
    say(word("offline"), { isWrong: true });
  }
}

export function start() {
  on("submit", "form[data-look]", (event, form) => {
    if (!event.submitter) return;
    event.preventDefault();
    change(form, event.submitter);
  });
  on("click", "[data-rail-fold]", () => {
    const root = document.documentElement;
    const isNarrow = root.dataset.rail === "narrow";
    if (isNarrow) delete root.dataset.rail;
    else root.dataset.rail = "narrow";
    memory.write("rail", isNarrow ? null : "narrow");
  });
}
