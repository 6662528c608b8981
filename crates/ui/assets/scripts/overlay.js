// Drawer and dialog: another page's fragment, shown without leaving this one.
import { ask, addressOf, contentOf, isAbort, read, troubleIn } from "./ask.js";
import { icon, make, on, wake, word } from "./dom.js";
import { refresh } from "./page.js";
import { say, takeToasts } from "./toast.js";

let asking = null;
let asked = "";
let opener = null;

const box = (kind) => document.getElementById(kind);

function headFor(page, url) {
  const heading = page.querySelector("#main h1");
  heading?.remove();
  const title = heading?.textContent ?? page.title;
  const whole = make("a", { class: "button is-ghost is-square", href: url, "aria-label": word("openWhole"), "data-tip": word("openWhole") }, icon("maximize-2"));
  const close = make("button", { type: "button", class: "button is-ghost is-square", "data-close": "", "aria-label": word("close") }, icon("x"));
  return make("header", { class: "dialog-head" }, make("h2", {}, title), make("span", { class: "deeds" }, whole, close));
}

function fill(dialog, html, url) {
  const { isWhole, root } = read(html);
  takeToasts(root);
  if (isWhole) {
    const main = root.getElementById("main");
    const head = headFor(root, url);
    const body = make("div", { class: "dialog-body" }, ...(main ? main.childNodes : []));
    dialog.replaceChildren(head, body);
  } else {
    dialog.replaceChildren(root);
  }
  wake(dialog);
}

function reveal(dialog) {
  if (dialog.open) return;
  opener = document.activeElement;
  if (dialog.id !== "drawer") {
    dialog.showModal();
    return;
  }
  dialog.show();
  dialog.focus({ preventScroll: true });
}

/** Opens the address in the drawer or the dialog. */
export async function open(kind, url) {
  const dialog = box(kind);
  asking?.abort();
  asking = new AbortController();
  asked = kind;
  dialog.dataset.url = url;
  try {
    const response = await ask(url, { fragment: kind, signal: asking.signal });
    const html = await response.text();
    if (!response.ok) return say(troubleIn(html), { isWrong: true });
    fill(dialog, html, url);
    reveal(dialog);
    dialog.scrollTop = 0;
    if (kind === "dialog") dialog.querySelector("[autofocus], .dialog-body :is(input:not([type=hidden]), select, textarea)")?.focus();
  } catch (error) {
    if (!isAbort(error)) location.assign(url);
  }
}

export function close(dialog) {
  if (!dialog?.open) return;
  dialog.close();
  document.querySelector("tr.is-open")?.classList.remove("is-open");
  if (dialog.id === "drawer" && opener?.isConnected) opener.focus({ preventScroll: true });
}

async function sendInside(dialog, form, submitter) {
  try {
    const response = await ask(addressOf(form, submitter), { method: "POST", fragment: dialog.id, body: contentOf(form, submitter) });
    const html = await response.text();
    if (response.redirected || response.status === 204) await settle(dialog, html, response.redirected ? response.url : "");
    else if (response.ok || response.status === 422) fill(dialog, html, dialog.dataset.url);
    else say(troubleIn(html), { isWrong: true });
  } catch {
    say(word("offline"), { isWrong: true });
  }
}

const pathOf = (url) => new URL(url, location.href).pathname;

// The deed is done: what lies below is drawn anew, the drawer too; what was just made opens at the side.
async function settle(dialog, html, url) {
  if (html) takeToasts(read(html).root);
  const drawer = box("drawer");
  const beside = drawer.open ? drawer.dataset.url : "";
  const isNew = url && pathOf(url) !== location.pathname && (!beside || pathOf(url) !== pathOf(beside));
  if (dialog.id === "dialog") close(dialog);
  await refresh();
  if (isNew) await open("drawer", url);
  else if (beside) await open("drawer", beside);
}

function sure(form) {
  const dialog = box("dialog");
  const go = make("button", { class: "button is-danger-fill", value: "go" }, word("go"));
  const no = make("button", { class: "button is-ghost", value: "" }, word("cancel"));
  const inside = make("form", { method: "dialog" }, make("div", { class: "dialog-body" }, make("p", {}, form.dataset.ask)), make("div", { class: "dialog-foot" }, no, go));
  dialog.replaceChildren(inside);
  dialog.returnValue = "";
  dialog.showModal();
  no.focus();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "go"), { once: true }));
}

function startAsking() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.ask || form.dataset.asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (!(await sure(form))) return;
    form.dataset.asked = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.asked;
  }, true);
}

export function start() {
  startAsking();
  // What is closed is emptied, so that no id stands twice in the page; what was still coming does not open it again.
  document.addEventListener("close", (event) => {
    if (!event.target.matches?.("#dialog, #drawer")) return;
    if (event.target.id === asked) asking?.abort();
    event.target.replaceChildren();
  }, true);
  on("click", "a[data-drawer], a[data-dialog]", (event, link) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open("drawer" in link.dataset ? "drawer" : "dialog", link.href);
  });
  on("click", "button[data-dialog]", (_, button) => document.getElementById(button.dataset.dialog)?.showModal());
  on("click", "[data-close]", (event, element) => {
    const dialog = element.closest("dialog");
    if (!dialog) return;
    event.preventDefault();
    close(dialog);
  });
  on("submit", "#drawer form, #dialog form", (event, form) => {
    if (event.defaultPrevented || form.method !== "post") return;
    event.preventDefault();
    sendInside(form.closest("dialog"), form, event.submitter);
  });
  on("click", "dialog.dialog, dialog.palette", (event, dialog) => {
    if (event.target === dialog) dialog.close();
  });
}
