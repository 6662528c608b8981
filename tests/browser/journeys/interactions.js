// A meeting is written down in one line, its contact card is asked for, and what was learned stands on the card.
import assert from "node:assert/strict";
import { expectCount, expectText, journey } from "../stage/journey.js";

journey("a meeting is written down, and its contact card becomes a fact", async (page) => {
  const href = await page.locator("tr[data-row] .row-name a").first().getAttribute("href");
  await page.goto(`${href}?tab=interactions`);
  const quick = page.locator(".interaction-quick");
  await quick.locator("select[name=what]").selectOption("meeting/agreed");
  await quick.locator("input[name=minutes]").fill("30");
  await quick.locator("textarea[name=text]").fill("Смотрели пиалы");
  await quick.getByRole("button", { name: "Записать" }).click();

  await expectText(page.locator("h1"), "Знакомство");
  await page.getByLabel("Что им интересно").fill("керамика ручной работы");
  await page.getByLabel("На сколько персон накрывают").fill("8");
  await page.locator(".form-foot button").click();

  const filled = page.locator(".card-filled").first();
  await expectCount(filled.filter({ hasText: "керамика ручной работы" }), 1);
  await expectCount(page.locator(".interaction").filter({ hasText: "Смотрели пиалы" }), 1);
  await page.goto(href);
  const facts = page.locator("body");
  assert.match(await facts.innerHTML(), /касание: Знакомство №\d+/, "the fact tells where it comes from");
});
