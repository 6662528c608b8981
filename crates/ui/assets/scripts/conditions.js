// The builder of conditions: groups within groups, written as the JSON that lists and segments understand.
import { each, icon, make } from "./dom.js";

const numbered = ["last_days", "next_days"];
const bare = ["known", "unknown"];

/** A group of the JSON as a joint (all, any, none) and what it joins; `null` for a single comparison. */
function groupOf(condition) {
  if (Array.isArray(condition.all)) return { joint: "all", inner: condition.all };
  if (Array.isArray(condition.any)) return { joint: "any", inner: condition.any };
  if (!condition.not) return null;
  const inside = groupOf(condition.not);
  return inside?.joint === "any" ? { joint: "none", inner: inside.inner } : { joint: "none", inner: [condition.not] };
}

function operandsOf(condition, operator) {
  const value = condition[operator];
  if (value === undefined || bare.includes(operator)) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function iconButton(name, label, onClick) {
  const button = make("button", { type: "button", class: "button is-ghost is-small is-square", "aria-label": label, "data-tip": label }, icon(name));
  button.addEventListener("click", onClick);
  return button;
}

function wordButton(name, label, onClick) {
  const button = make("button", { type: "button", class: "button is-ghost is-small" }, icon(name), make("span", {}, label));
  button.addEventListener("click", onClick);
  return button;
}

class Builder {
  constructor(box) {
    this.box = box;
    this.sink = box.querySelector("input[type=hidden]");
    this.fields = [...box.querySelectorAll("template[data-field]")];
    this.tree = box.querySelector("[data-conditions-tree]");
    let condition = { all: [] };
    try { condition = JSON.parse(this.sink.value || '{"all":[]}'); } catch { /* the server says what is wrong with it */ }
    const group = groupOf(condition) ?? { joint: "all", inner: [condition] };
    this.tree.replaceChildren(this.group(group.joint, group.inner, true));
    this.tree.addEventListener("input", () => this.write());
  }

  group(joint, inner, isRoot = false) {
    const choice = make("select", { class: "control condition-joint", "data-joint": "", "aria-label": this.box.dataset.addGroup });
    for (const name of ["all", "any", "none"]) choice.append(make("option", { value: name }, this.box.dataset[name]));
    choice.value = joint;
    const head = make("div", { class: "condition" }, choice);
    const list = make("div", { class: "stack-tight", "data-inner": "" }, ...inner.map((one) => this.line(one)));
    const deeds = make("div", { class: "condition" },
      wordButton("plus", this.box.dataset.add, () => this.grow(list, this.comparison({}))),
      wordButton("list-tree", this.box.dataset.addGroup, () => this.grow(list, this.group("any", [{}]))));
    const group = make("div", { class: "conditions", "data-group": "" }, head, list, deeds);
    if (!isRoot) head.append(iconButton("x", this.box.dataset.remove, () => this.drop(group)));
    return group;
  }

  line(condition) {
    const group = groupOf(condition);
    return group ? this.group(group.joint, group.inner) : this.comparison(condition);
  }

  comparison(condition) {
    const field = make("select", { class: "control", "data-field-choice": "", "aria-label": this.box.dataset.add });
    for (const known of this.fields) field.append(make("option", { value: known.dataset.field }, known.dataset.label));
    if (condition.field) field.value = condition.field;
    const rest = make("span", { class: "condition grow" });
    const line = make("div", { class: "condition", "data-comparison": "" }, field, rest);
    line.append(iconButton("x", this.box.dataset.remove, () => this.drop(line)));
    this.fill(rest, field.value, condition);
    field.addEventListener("change", () => this.fill(rest, field.value, {}));
    return line;
  }

  fill(rest, slug, condition) {
    const known = this.fields.find((one) => one.dataset.field === slug);
    if (!known) return;
    const operator = known.content.querySelector("[data-operator]").cloneNode(true);
    const used = [...operator.options].find((option) => option.value in condition);
    if (used) operator.value = used.value;
    const place = make("span", { class: "condition grow" });
    const draw = (operands) => place.replaceChildren(...this.operands(known, operator.value, operands));
    draw(used ? operandsOf(condition, used.value) : []);
    operator.addEventListener("change", () => draw([...place.querySelectorAll("[data-operand]")].map((one) => one.value ?? "")));
    rest.replaceChildren(operator, place);
  }

  operands(known, operator, values) {
    if (bare.includes(operator)) return [];
    const choice = known.content.querySelector("select[data-operand]");
    if (choice && operator === "any_of") return [this.choices(choice, values)];
    const n = operator === "between" ? 2 : 1;
    return Array.from({ length: n }, (_, at) => {
      const control = known.content.querySelector("[data-operand]").cloneNode(true);
      if (numbered.includes(operator) && control.tagName === "INPUT") control.type = "number";
      control.value = operator === "any_of" ? values.join(", ") : (values[at] ?? control.value);
      return control;
    });
  }

  choices(choice, values) {
    const checks = [...choice.options].map((option) => {
      const box = make("input", { type: "checkbox", value: option.value });
      box.checked = values.includes(option.value);
      return make("label", { class: "check" }, box, option.text);
    });
    return make("span", { class: "choices", "data-operand": "" }, ...checks);
  }

  grow(list, line) {
    list.append(line);
    line.querySelector("select")?.focus();
    this.write();
  }

  drop(line) {
    line.remove();
    this.write();
  }

  write() {
    this.sink.value = JSON.stringify(this.readGroup(this.tree.firstElementChild));
    this.sink.dispatchEvent(new Event("change", { bubbles: true }));
  }

  readGroup(group) {
    const joint = group.querySelector("[data-joint]").value;
    const lines = [...group.querySelector("[data-inner]").children];
    const inner = lines.map((line) => ("group" in line.dataset ? this.readGroup(line) : this.readLine(line))).filter(Boolean);
    return joint === "none" ? { not: { any: inner } } : { [joint]: inner };
  }

  readLine(line) {
    const field = line.querySelector("[data-field-choice]").value;
    const operator = line.querySelector("[data-operator]").value;
    if (bare.includes(operator)) return { field, [operator]: true };
    const controls = [...line.querySelectorAll("[data-operand]")];
    const values = operator === "any_of" ? this.several(controls[0]) : controls.map((control) => control.value.trim());
    if (!values.length || values.includes("")) return null;
    if (operator === "any_of" || operator === "between") return { field, [operator]: values };
    return { field, [operator]: numbered.includes(operator) ? Number(values[0]) : values[0] };
  }

  several(control) {
    if (control.matches(".choices")) return [...control.querySelectorAll(":checked")].map((box) => box.value);
    return control.value.split(",").map((part) => part.trim()).filter(Boolean);
  }
}

export function start() {
  each("[data-conditions]", (box) => new Builder(box));
}
