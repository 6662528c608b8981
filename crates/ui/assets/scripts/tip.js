// Words on hover and focus, and the popovers that tell where a fact comes from.
import { on } from "./dom.js";

/** Puts `element` under its anchor, or above when there is no room. */
function placeAt(anchor, element) {
  const from = anchor.getBoundingClientRect();
  const size = element.getBoundingClientRect();
  const left = Math.max(8, Math.min(from.left + Math.min(0, (from.width - size.width) / 2), document.documentElement.clientWidth - size.width - 8));
  const below = from.bottom + 6;
  const top = below + size.height > innerHeight - 8 ? Math.max(8, from.top - size.height - 6) : below;
  element.style.left = `${Math.round(left)}px`;
  element.style.top = `${Math.round(top)}px`;
}

function startTips() {
  const tip = document.getElementById("tip");
  if (!tip?.showPopover) return;
  let timer = 0;
  const hide = () => {
    clearTimeout(timer);
    if (tip.matches(":popover-open")) tip.hidePopover();
  };
  const show = (anchor) => {
    if (!anchor.isConnected || anchor.closest("details[open]") === anchor.parentElement) return;
    tip.textContent = anchor.dataset.tip;
    tip.showPopover();
    placeAt(anchor, tip);
  };
  const soon = (ms) => (_, anchor) => {
    hide();
    timer = setTimeout(show, ms, anchor);
  };
  on("pointerover", "[data-tip]", soon(450));
  on("focusin", "[data-tip]:focus-visible", soon(150));
  on("pointerout", "[data-tip]", hide);
  on("focusout", "[data-tip]", hide);
  document.addEventListener("click", hide, true);
  document.addEventListener("scroll", hide, { capture: true, passive: true });
}

function startPopovers() {
  let timer = 0;
  const target = (anchor) => document.getElementById(anchor.dataset.hover);
  const open = (anchor) => {
    const popover = target(anchor);
    if (popover && !popover.matches(":popover-open")) popover.showPopover();
  };
  const close = (popover) => popover?.matches(":popover-open") && !popover.matches(":hover, :focus-within") && popover.hidePopover();
  on("pointerover", "[data-hover]", (event, anchor) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    timer = setTimeout(open, 350, anchor);
  });
  on("pointerout", "[data-hover]", (_, anchor) => {
    clearTimeout(timer);
    timer = setTimeout(close, 250, target(anchor));
  });
  on("pointerleave", "[data-popover]", (_, popover) => setTimeout(close, 250, popover), true);
  document.addEventListener("toggle", (event) => {
    if (event.newState !== "open" || !event.target.matches?.("[data-popover]")) return;
    const anchor = document.querySelector(`[popovertarget="${CSS.escape(event.target.id)}"]`);
    if (anchor) placeAt(anchor, event.target);
  }, true);
}

export function start() {
  startTips();
  startPopovers();
}
