// Files dropped or chosen: their names and sizes at once, then how far the sending is.
import { troubleIn } from "./ask.js";
import { make, on, word } from "./dom.js";
import { follow } from "./page.js";
import { say } from "./toast.js";

function size(n) {
  const [bytes, unit] = n >= 1048576 ? [1048576, "megabyte"] : n >= 1024 ? [1024, "kilobyte"] : [1, "byte"];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(n / bytes);
}

function list(zone) {
  const files = [...zone.querySelector("input[type=file]").files];
  const place = zone.querySelector("[data-drop-files]");
  place?.replaceChildren(...files.map((file) => make("span", { class: "drop-file" }, make("span", { class: "cut" }, file.name), make("span", { class: "faint num" }, size(file.size)))));
}

function take(event, zone) {
  event.preventDefault();
  zone.classList.remove("is-over");
  const input = zone.querySelector("input[type=file]");
  if (!event.dataTransfer?.files.length) return;
  const files = input.multiple ? event.dataTransfer.files : (() => {
    const first = new DataTransfer();
    first.items.add(event.dataTransfer.files[0]);
    return first.files;
  })();
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function upload(form, submitter) {
  const zone = form.querySelector("[data-drop]");
  const bar = make("progress", { max: "1", value: "0" });
  zone.querySelector("[data-drop-files]")?.append(bar);
  submitter?.classList.add("is-busy");
  const request = new XMLHttpRequest();
  const fail = (text) => {
    bar.remove();
    submitter?.classList.remove("is-busy");
    say(text, { isWrong: true });
  };
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  request.addEventListener("load", () => {
    if (request.status < 400 || request.status === 422) follow(request.responseText, request.responseURL);
    else fail(troubleIn(request.responseText));
  });
  request.addEventListener("error", () => fail(word("offline")));
  request.send(new FormData(form, submitter));
}

export function start() {
  on("dragover", "[data-drop]", (event, zone) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
  on("dragleave", "[data-drop]", (_, zone) => zone.classList.remove("is-over"));
  on("drop", "[data-drop]", take);
  on("change", "[data-drop] input[type=file]", (_, input) => list(input.closest("[data-drop]")));
  on("submit", "form:has([data-drop])", (event, form) => {
    if (event.defaultPrevented || form.enctype !== "multipart/form-data" || form.closest("dialog")) return;
    event.preventDefault();
    upload(form, event.submitter);
  });
}
