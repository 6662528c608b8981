// Soft turns of the page: the frame stays, the room changes, going back finds the place.
import { ask, contentOf, addressOf, isAbort, read, troubleIn } from "./ask.js";
import { on, wake, word } from "./dom.js";
import { say, takeToasts } from "./toast.js";

let turning = null;
// How often somebody went on to another page.
let nTurns = 0;

function replaceInside(selector, page) {
  const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
  if (!old || !fresh) return;
  old.replaceChildren(...fresh.childNodes);
  wake(old);
}

/** By what the link or the control that has the focus is found again; nothing where none has it. */
function heldOf(active) {
  const link = active?.closest?.("#main a");
  if (link) return `#main a[href="${CSS.escape(link.getAttribute("href"))}"]`;
  if (!active?.name || !active.closest("#main")) return "";
  const value = active.matches("button") ? `[value="${CSS.escape(active.value)}"]` : "";
  return `#main [name="${CSS.escape(active.name)}"]${value}:not([tabindex="-1"])`;
}

/** Puts the parts of a fetched page into this one. */
export function show(page) {
  const held = heldOf(document.activeElement);
  for (const part of ["#main", ".room-aside", ".rail-list", ".tabbar", ".topline-side"]) replaceInside(part, page);
  document.title = page.title;
  takeToasts(page);
  if (held) document.querySelector(held)?.focus({ preventScroll: true });
}

/** Where scrolled boxes stand, to be found again. */
export function placeNow() {
  const boxes = [...document.querySelectorAll("[data-table]")].map((box) => [box.dataset.table, box.scrollTop, box.scrollLeft]);
  return { y: scrollY, boxes };
}

export function putBack(place) {
  if (!place) return;
  scrollTo(0, place.y);
  for (const [name, top, left] of place.boxes) {
    document.querySelector(`[data-table="${CSS.escape(name)}"]`)?.scrollTo(left, top);
  }
}

function rememberPlace() {
  history.replaceState({ ...history.state, place: placeNow() }, "");
}

/** Shows an answer that is a whole page, under its own address. */
export function follow(html, url, { isNew = true } = {}) {
  const { isWhole, root } = read(html);
  if (!isWhole || !root.querySelector(".frame #main")) {
    location.assign(url);
    return;
  }
  const isSame = new URL(url, location.href).href.split("#")[0] === location.href.split("#")[0];
  const place = isSame ? placeNow() : null;
  if (isNew && !isSame) {
    rememberPlace();
    history.pushState({}, "", url);
  }
  show(root);
  if (place) putBack(place);
  else if (isNew) scrollTo(0, 0);
}

/** Goes to a page of ours without a blink. */
export async function turnTo(url, { isNew = true, place = null } = {}) {
  if (isNew) nTurns += 1;
  turning?.abort();
  turning = new AbortController();
  const main = document.getElementById("main");
  main?.setAttribute("aria-busy", "true");
  try {
    const response = await ask(url, { signal: turning.signal });
    follow(await response.text(), response.url, { isNew });
    putBack(place);
  } catch (error) {
    if (!isAbort(error)) location.assign(url);
  } finally {
    main?.removeAttribute("aria-busy");
  }
}

/** Draws this page anew in its place. */
export function refresh() {
  return turnTo(location.href, { isNew: false, place: placeNow() });
}

/** Sends a form and shows what comes back; true when it went well. Whoever went on meanwhile is only told of it. */
export async function send(form, submitter) {
  const n = nTurns;
  try {
    const response = await ask(addressOf(form, submitter), { method: "POST", body: contentOf(form, submitter) });
    const html = await response.text();
    if (response.ok && n !== nTurns) takeToasts(read(html).root);
    else if (response.ok && html) follow(html, response.url);
    else if (response.ok) await refresh();
    else say(troubleIn(html), { isWrong: true });
    return response.ok;
  } catch {
    say(word("offline"), { isWrong: true });
    return false;
  }
}

export function start() {
  history.scrollRestoration = "auto";
  on("click", "a[data-soft]", (event, link) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    turnTo(link.href);
  });
  on("submit", "form[data-soft]", async (event, form) => {
    event.preventDefault();
    const { submitter } = event;
    if (form.dataset.isSent) return;
    form.dataset.isSent = "yes";
    submitter?.classList.add("is-busy");
    await send(form, submitter);
    delete form.dataset.isSent;
    submitter?.classList.remove("is-busy");
  });
  on("submit", ".toast form", (event, form) => {
    event.preventDefault();
    form.closest(".toast").remove();
    send(form, event.submitter);
  });
  addEventListener("popstate", (event) => {
    if (location.hash && !event.state) return;
    nTurns += 1;
    turnTo(location.href, { isNew: false, place: event.state?.place ?? null });
  });
  addEventListener("pagehide", rememberPlace);
  const [entry] = performance.getEntriesByType("navigation");
  if (entry?.type === "back_forward" || entry?.type === "reload") putBack(history.state?.place);
}
