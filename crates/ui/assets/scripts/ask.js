// Questions to the server: fragments, forms, and what came back.
import { word } from "./dom.js";

/** Asks for a page or a fragment; someone whose session ended is sent to sign in. */
export async function ask(url, { fragment, method = "GET", body, signal } = {}) {
  const headers = {};
  if (fragment) headers["X-Fragment"] = fragment;
  const csrf = document.querySelector("meta[name=csrf]")?.content;
  if (csrf && method !== "GET") headers["X-CSRF"] = csrf;
  const response = await fetch(url, { method, body, headers, signal, cache: "no-store", credentials: "same-origin" });
  if (response.redirected && new URL(response.url).pathname === "/sign-in") {
    location.assign(response.url);
    return new Promise(() => {});
  }
  return response;
}

/** What a form would send, in the manner the server expects of it. */
export function contentOf(form, submitter) {
  const data = new FormData(form, submitter);
  const isMultipart = (submitter?.formEnctype || form.enctype) === "multipart/form-data";
  return isMultipart ? data : new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
}

export function addressOf(form, submitter) {
  return submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
}

/** Reads HTML: a fragment stays as it is, of a whole page its parts can be found. */
export function read(html) {
  const isWhole = /^\s*<!doctype/i.test(html);
  if (isWhole) return { isWhole, root: new DOMParser().parseFromString(html, "text/html") };
  const template = document.createElement("template");
  template.innerHTML = html;
  return { isWhole, root: template.content };
}

/** The sentence that says what went wrong, from a page of trouble or a plain answer. */
export function troubleIn(html) {
  const { isWhole, root } = read(html);
  const heading = root.querySelector?.("#main h1")?.textContent;
  const text = isWhole ? heading : root.textContent;
  return text?.trim() || word("failed");
}

export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}
