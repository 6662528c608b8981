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
