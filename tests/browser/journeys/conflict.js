// Two sources disagree until a person settles it.
import assert from "node:assert/strict";
import { expectCount, expectText, journey } from "../stage/journey.js";

journey("a conflict of facts is settled on the card", async (page) => {
  const marked = page.locator("tr[data-row]").filter({ hasText: "Источники расходятся" }).first();
  await page.goto(await marked.locator(".row-name a").getAttribute("href"));

  const conflict = page.locator(".conflict");
  await expectCount(conflict, 1);
  const sides = await conflict.locator(".conflict-side b").allInnerTexts();
  assert.equal(new Set(sides).size, 2, `two values differ: ${sides}`);

  await conflict.locator(".conflict-side").nth(1).getByRole("button", { name: "Верно это" }).click();
  await expectCount(conflict, 0);
  await expectText(page.locator("#fact-city-0 .fact-value"), sides[1]);
  await page.reload();
  await expectCount(page.locator(".fact-conflict"), 0);
});
