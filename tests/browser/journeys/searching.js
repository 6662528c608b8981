// Kazakh names typed with the letters of a Russian keyboard.
import assert from "node:assert/strict";
import { expectText, journey } from "../stage/journey.js";

const rows = (page) => page.locator("tr[data-row]");

journey("алия finds Әлия as one types, and the address keeps the search", async (page) => {
  await page.getByRole("navigation").first().waitFor();
  await page.locator("[data-list-search]").pressSequentially("алия", { delay: 40 });
  await page.waitForURL((url) => url.searchParams.get("q") === "алия");
  await expectText(rows(page).first(), "Омарова Әлия Серікқызы");

  await page.reload();
  await expectText(rows(page).first(), "Омарова Әлия Серікқызы");
});

journey("a condition is added from the menu, and one of orders leads to where they are built", async (page) => {
  await page.goto("/customers?q=а&sort=-name");
  const menu = page.locator("details.menu", { has: page.locator(".list-adders") });
  await menu.locator("summary").first().click();
  await menu.getByRole("button", { name: "Город", exact: true }).click();
  await page.waitForURL(/add=city/);
  assert.match(decodeURIComponent(page.url()), /q=а&sort=-name|sort=-name&q=а/, "the list stays as it was");
  await page.locator(".filter-chip").first().waitFor();

  await page.goto('/customers?filter={"field":"warmth","is":"hot"}');
  await menu.locator("summary").first().click();
  await menu.locator("input[data-menu-filter]:focus").waitFor();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY", "arrows walk over folded groups");
  await menu.locator("input[data-menu-filter]").fill("Заказы");
  await menu.getByRole("button", { name: "Заказы", exact: true }).click();
  await page.waitForURL(/\/segments\/condition\?/);
  const asked = new URL(page.url()).searchParams;
  assert.equal(asked.get("add"), "happened:orders");
  assert.match(asked.get("filter"), /warmth/);
});
