// Asks the browser for an address by which it may be told, and sends the form with it.
import { on, word } from "./dom.js";
import { say } from "./toast.js";

const encoded = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const decoded = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

async function subscribe(form) {
  const worker = await navigator.serviceWorker.register(form.dataset.pushWorker, { scope: form.dataset.pushScope });
  await (await Notification.requestPermission() === "granted" ? null : Promise.reject(new Error("refused")));
  const held = await worker.pushManager.getSubscription();
  const applicationServerKey = decoded(form.dataset.push);
  return held ?? worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

export function start() {
  on("submit", "form[data-push]", async (event, form) => {
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      const browser = await subscribe(form);
      form.elements.endpoint.value = browser.endpoint;
      form.elements.p256dh.value = encoded(browser.getKey("p256dh"));
      form.elements.auth.value = encoded(browser.getKey("auth"));
      form.elements.name.value = navigator.userAgentData?.platform ?? navigator.platform ?? "";
      form.submit();
    } catch {
      say(form.dataset.pushRefused ?? word("failed"), { isWrong: true });
    }
  });
}
