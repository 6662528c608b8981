// Copies a text by one click.
import { on, word } from "./dom.js";
import { say } from "./toast.js";

export function start() {
  on("click", "[data-copy]", async (event, button) => {
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(word("copied"));
    } catch {
      say(word("failed"), { isWrong: true });
    }
  });
}
