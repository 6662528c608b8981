// Listening once for the whole page, and waking what appears later.
const watchers = [];

/** Hears `type` on anything that matches `selector`, now and later. */
export function on(type, selector, handle, options) {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element) handle(event, element);
  }, options);
}

/** Runs `start` once for each element that matches, now and whenever a fragment brings one. */
export function each(selector, start) {
  const seen = new WeakSet();
  const watcher = (root) => {
    const found = root.matches?.(selector) ? [root] : [];
    for (const element of [...found, ...root.querySelectorAll(selector)]) {
      if (seen.has(element)) continue;
      seen.add(element);
      start(element);
    }
  };
  watchers.push(watcher);
  watcher(document);
}

/** To be called for every piece of page that was put in by script. */
export function wake(root) {
  for (const watcher of watchers) watcher(root);
}

/** A text of the catalogue that the layout carries for scripts. */
export function word(name) {
  return document.getElementById("words")?.dataset[name] ?? "";
}

export function icon(name, className = "") {
  const sample = document.querySelector("svg.icon use")?.getAttribute("href") ?? "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `icon ${className}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sample.split("#")[0]}#${name}`);
  svg.append(use);
  return svg;
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function isTyping(target) {
  return target instanceof Element && Boolean(target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"));
}

/** The key that was pressed; a letter of another alphabet is told by its place, so that keys work in every layout. */
export function keyOf(event) {
  const isForeign = /^Key[A-Z]$/.test(event.code) && event.key.length === 1 && event.key > "\u007f";
  if (!isForeign) return event.key;
  const letter = event.code.slice(3);
  return event.shiftKey ? letter : letter.toLowerCase();
}

/** Waits until nobody called for `ms`, then calls once. */
export function calm(ms, call) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...args), ms);
  };
}

/** Storage that a browser may forbid. */
export const memory = {
  read(key) {
    try { return localStorage.getItem(`kartoteka.${key}`); } catch { return null; }
  },
  write(key, value) {
    try {
      if (value === null) localStorage.removeItem(`kartoteka.${key}`);
      else localStorage.setItem(`kartoteka.${key}`, value);
    } catch { /* nothing is remembered then */ }
  },
};
