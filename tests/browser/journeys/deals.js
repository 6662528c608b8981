// A deal is carried over the board by mouse and by keys; a gate stops it and is filled where it stands.
import assert from "node:assert/strict";
import { ask } from "../stage/ask.js";
import { expectCount, expectText, journey } from "../stage/journey.js";

const column = (page, place) => page.locator(".column").nth(place);
const held = (page, place, id) => column(page, place).locator(`[data-card="${id}"]`);
const answered = (page) => page.waitForResponse((response) => response.url().endsWith("/move"));

// By its upper edge, clear of its links.
async function carry(page, card, place) {
  const from = await card.boundingBox();
  const to = await column(page, place).locator("[data-stage-cards]").boundingBox();
  const moved = answered(page);
  await page.mouse.move(from.x + from.width - 6, from.y + 4);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + 20, { steps: 8 });
  await page.mouse.up();
  return (await moved).status();
}

journey(
  "a deal is carried by mouse and by keys, and what holds it back is filled right there",
  async (page) => {
    await page.goto("/deals");
    const card = column(page, 0).locator("[data-card]").first();
    const id = await card.getAttribute("data-card");
    const n = Number(await column(page, 0).locator(".count").innerText());
    assert.equal(await carry(page, card, 1), 200);
    await expectCount(held(page, 1, id), 1);
    await expectText(column(page, 0).locator(".count"), String(n - 1));

    await held(page, 1, id).focus();
    const moved = answered(page);
    for (const key of ["Space", "ArrowRight", "Space"]) await page.keyboard.press(key);
    assert.equal((await moved).status(), 200);
    await page.reload();
    await expectCount(held(page, 2, id), 1);

    const [pipeline] = await ask(page, "GET", "/pipelines");
    const { id: stage, name, probability } = pipeline.stages[2];
    await ask(page, "PUT", `/pipelines/${pipeline.id}/stages/${stage}`, { name, probability, needs: ["pains"] });
    await page.reload();
    assert.equal(await carry(page, held(page, 2, id), 3), 422, "what hurts them is not known");
    await expectCount(held(page, 2, id), 1);
    const gate = page.locator("dialog[open]");
    await gate.locator("[name=pains]").fill("бьётся при перевозке");
    await gate.getByRole("button", { name: "Сохранить и продолжить" }).click();
    await expectCount(held(page, 3, id), 1);
    await page.reload();
    await expectCount(held(page, 3, id), 1);
    const deal = await ask(page, "GET", `/deals/${id}`);
    const customer = await ask(page, "GET", `/customers/${deal.customer}`);
    assert.match(JSON.stringify(customer), /бьётся при перевозке/, "it is a fact on the card");
  },
  { refusedAt: "/move" },
);

// What a program of whoever is signed in would ask, also where the page runs no script.
async function told(page, method, path, data) {
  const answer = await page.request.fetch(`/api/v1${path}`, { method, data });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return answer.json();
}

// A contact card stands before the second stage of the first pipeline; gives a deal that waits there.
async function gated(page, name) {
  const [pipeline] = await told(page, "GET", "/pipelines");
  const stage = pipeline.stages[1].id;
  const questions = [{ key: "hall", label: "Сколько столов в зале", is_required: true }];
  await told(page, "POST", "/contact-cards/forms", { name, questions, places: [`deals.stage:${stage}`] });
  const { items } = await told(page, "GET", "/customers?limit=1");
  const wanted = { customer: items[0].id, title: "Посуда для зала", pipeline: pipeline.id, stage };
  const { id } = await told(page, "POST", "/deals", wanted);
  return { id, next: pipeline.stages[2].id };
}

journey(
  "a contact card before a stage is filled over the board, and the deal goes on by itself",
  async (page) => {
    const { id, next } = await gated(page, "Знакомство с залом");
    await page.goto("/deals");
    assert.equal(await carry(page, held(page, 1, id), 2), 422, "the card is not filled");
    const over = page.locator("dialog#dialog");
    await expectText(over, "Сколько столов в зале");
    await over.getByRole("link", { name: "Заполнить" }).click();
    await over.locator("[name=hall]").waitFor();
    await over.locator(".form-foot button").click();
    assert.equal(await over.locator("[name=hall]:invalid").count(), 1, "what is needed is asked for");
    await over.locator("[name=hall]").fill("14");
    await over.locator(".form-foot button").click();
    await expectCount(held(page, 2, id), 1);
    assert.equal((await told(page, "GET", `/deals/${id}`)).stage, next);
    assert.equal(new URL(page.url()).pathname, "/deals", "nobody left the board");
  },
  { refusedAt: "/move" },
);

journey(
  "without script the contact card is filled on its page, and the deal is where it was to go",
  async (page) => {
    const { id, next } = await gated(page, "Знакомство с залом");
    await page.goto(`/deals/${id}`);
    await page.locator("select[name=stage]").selectOption(next);
    await page.getByRole("button", { name: "Перенести" }).click();
    await page.getByRole("link", { name: "Заполнить" }).click();
    await page.locator("[name=hall]").fill("14");
    await page.locator(".form-foot button").click();
    await page.waitForURL(`**/deals/${id}`);
    assert.equal((await told(page, "GET", `/deals/${id}`)).stage, next);
  },
  { hasScript: false, refusedAt: "/move" },
);
