// Asks the browser for an address by which it may be told, and sends the form with it.
import { on, word } from "./dom.js";
import { say } from "./toast.js";

const encoded = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const decoded = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

// A browser that cannot reach its service keeps asking for ever.
const patience = 20_000;
const tooLate = () => new Promise((_, reject) => setTimeout(reject, patience, new Error("unreachable")));

async function subscribe(form) {
  if (await Notification.requestPermission() !== "granted") throw new Error("refused");
  await navigator.serviceWorker.register(form.dataset.pushWorker, { scope: form.dataset.pushScope });
  // A browser subscribes only by a worker that has begun its work.
  const worker = await navigator.serviceWorker.ready;
  const held = await worker.pushManager.getSubscription();
  const applicationServerKey = decoded(form.dataset.push);
  return held ?? Promise.race([worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }), tooLate()]);
}

export function start() {
  on("submit", "form[data-push]", async (event, form) => {
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      event.submitter?.classList.add("is-busy");
      const browser = await subscribe(form);
      form.elements.endpoint.value = browser.endpoint;
      form.elements.p256dh.value = encoded(browser.getKey("p256dh"));
      form.elements.auth.value = encoded(browser.getKey("auth"));
      form.elements.name.value = navigator.userAgentData?.platform ?? navigator.platform ?? "";
      form.submit();
    } catch (error) {
      event.submitter?.classList.remove("is-busy");
      const { pushRefused, pushUnreachable } = form.dataset;
      say((error.message === "refused" ? pushRefused : pushUnreachable) ?? word("failed"), { isWrong: true });
    }
  });
}
