// The board: a card is carried by mouse, finger or keys; a gate that refuses opens what it asks for.
import { ask, read, troubleIn } from "./ask.js";
import { make, on, wake, word } from "./dom.js";
import { say } from "./toast.js";

const gap = make("div", { class: "board-gap" });

function columnAt(x, y) {
  return document.elementFromPoint(x, y)?.closest?.("[data-stage]");
}

function aim(column, y) {
  const list = column.querySelector("[data-stage-cards]");
  const below = [...list.querySelectorAll("[data-card]:not(.is-held)")].find((card) => {
    const { top, height } = card.getBoundingClientRect();
    return y < top + height / 2;
  });
  list.insertBefore(gap, below ?? null);
}

async function drop(card, from) {
  const list = card.parentElement;
  const body = new URLSearchParams({ stage: card.closest("[data-stage]").dataset.stage, before: card.nextElementSibling?.dataset.card ?? "" });
  if (card.dataset.revision) body.set("revision", card.dataset.revision);
  const back = () => from.list.insertBefore(card, from.next?.isConnected ? from.next : null);
  try {
    const response = await ask(card.dataset.move, { method: "POST", fragment: "card", body });
    const html = await response.text();
    if (response.ok) return settle(card, response, html);
    back();
    if (response.status === 422 && html.includes("<")) openGate(html);
    else say(troubleIn(html), { isWrong: true });
  } catch {
    if (card.parentElement === list) back();
    say(word("offline"), { isWrong: true });
  }
}

// What the columns add up to now, and the revision by which the next move is told from somebody else's.
function settle(card, response, html) {
  const revision = response.headers.get("ETag");
  if (revision) card.dataset.revision = revision.replaceAll('"', "");
  const { root } = read(html);
  for (const piece of root.querySelectorAll("template[data-swap]")) {
    document.getElementById(piece.dataset.swap)?.replaceChildren(piece.content);
  }
  // Others have it now: here it would lead nowhere.
  const gone = root.querySelector("[data-gone]");
  if (gone) card.remove();
  if (gone) say(gone.textContent);
}

function openGate(html) {
  const dialog = document.getElementById("dialog");
  const template = make("template");
  template.innerHTML = html;
  dialog.replaceChildren(template.content);
  wake(dialog);
  dialog.showModal();
}

const placeOf = (card) => ({ list: card.parentElement, next: card.nextElementSibling });

function carry(event, card) {
  if (event.button !== 0 || event.target.closest("button, input, select")) return;
  const from = { x: event.clientX, y: event.clientY, ...placeOf(card) };
  const isFinger = event.pointerType === "touch";
  let isHeld = false;
  const lift = () => {
    isHeld = true;
    getSelection()?.removeAllRanges();
    card.classList.add("is-held");
    card.setPointerCapture(event.pointerId);
  };
  const timer = isFinger ? setTimeout(lift, 260) : 0;
  const move = (moved) => {
    const far = Math.hypot(moved.clientX - from.x, moved.clientY - from.y) > 5;
    if (!isHeld && far && isFinger) return stop();
    if (!isHeld && far) lift();
    if (!isHeld) return;
    moved.preventDefault();
    const column = columnAt(moved.clientX, moved.clientY);
    if (column) aim(column, moved.clientY);
  };
  const still = (selected) => selected.preventDefault();
  const stop = () => {
    clearTimeout(timer);
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", put);
    document.removeEventListener("pointercancel", stop);
    document.removeEventListener("selectstart", still);
    card.classList.remove("is-held");
    gap.remove();
  };
  const put = () => {
    const isMoved = isHeld && gap.isConnected;
    if (isMoved) gap.replaceWith(card);
    if (isHeld) card.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
    stop();
    if (isMoved) drop(card, from);
  };
  // A quick hand leaves the card before the first of its moves is told.
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", put);
  document.addEventListener("pointercancel", stop);
  if (!isFinger) document.addEventListener("selectstart", still);
}

function shift(card, key) {
  const column = card.closest("[data-stage]");
  const beside = { ArrowLeft: column.previousElementSibling, ArrowRight: column.nextElementSibling }[key];
  if (beside) beside.querySelector("[data-stage-cards]").prepend(card);
  if (key === "ArrowUp" && card.previousElementSibling) card.previousElementSibling.before(card);
  if (key === "ArrowDown" && card.nextElementSibling) card.nextElementSibling.after(card);
  card.focus();
}

function byKeys(event, card) {
  if (event.target !== card) return;
  const isLifted = card.classList.contains("is-lifted");
  if (event.key === " ") {
    event.preventDefault();
    card.classList.toggle("is-lifted");
    if (isLifted) drop(card, card.boardFrom);
    else card.boardFrom = placeOf(card);
  } else if (isLifted && event.key.startsWith("Arrow")) {
    event.preventDefault();
    shift(card, event.key);
  } else if (isLifted && event.key === "Escape") {
    card.classList.remove("is-lifted");
    card.boardFrom.list.insertBefore(card, card.boardFrom.next);
    card.focus();
  }
}

export function start() {
  on("pointerdown", "[data-card]", carry);
  on("keydown", "[data-card]", byKeys);
  on("dragstart", "[data-card]", (event) => event.preventDefault());
}
