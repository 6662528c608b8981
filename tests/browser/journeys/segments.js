// A segment is built: the count follows each condition, the segment is saved, and the list knows it.
import assert from "node:assert/strict";
import { expectText, journey } from "../stage/journey.js";

async function counted(page, holds) {
  const shown = page.locator("[data-segment-count]");
  for (let n = 0; n < 100; n += 1) {
    const text = await shown.innerText();
    const now = Number(text.replace(/\D/g, ""));
    if (holds(now)) return now;
    // The fragment is drawn anew whenever the server has counted.
    await page.waitForFunction((before) => document.querySelector("[data-segment-count]")?.innerText !== before, text);
  }
  return assert.fail("the count never settles");
}

journey("the count is watched while a condition is added, and the segment filters the list", async (page) => {
  await page.goto("/segments/new");
  const everybody = await counted(page, (n) => n > 0);
  await page.locator("select[name='0:add']").selectOption("field:warmth");
  await page.locator("input[name='0.0:v'][value=hot]").check();
  const hot = await counted(page, (n) => n < everybody);
  assert.ok(hot > 0, "somebody is hot");
  await page.locator("select[name='0:add']").selectOption("happened:orders");
  const buyers = await counted(page, (n) => n < hot);
  await page.locator("select[name='0.1:add']").selectOption("sum");
  await page.locator("input[name='0.1/0:v']").first().fill("99999999");
  await counted(page, (n) => n === 0);
  await page.locator("input[name='0.1/0:v']").first().fill("1");
  await counted(page, (n) => n === buyers);

  await page.getByLabel("Название").fill("Горячие покупатели");
  await page.getByRole("button", { name: "Сохранить" }).click();
  await expectText(page.getByRole("heading", { level: 1 }), "Горячие покупатели");
  await counted(page, (n) => n === buyers);
  await page.getByRole("link", { name: "Все клиенты сегмента" }).click();
  await page.waitForURL(/\/customers\?/);
  await expectText(page.locator(".filter-chip"), "Горячие покупатели");
  await expectText(page.locator("#list-count"), String(buyers));
});

journey("a segment is built without script", async (page) => {
  await page.goto("/segments/new");
  await page.locator("select[name='0:add']").selectOption("happened:orders");
  await page.locator("button[value='add 0']").click();
  await page.locator("input[name='0.0:v']").first().fill("2");
  await page.getByLabel("Название").fill("Купили дважды");
  await page.getByRole("button", { name: "Сохранить" }).click();
  await expectText(page.getByRole("heading", { level: 1 }), "Купили дважды");
}, { hasScript: false });
