// The house without a mouse.
import { expectCount, expectText, journey } from "../stage/journey.js";

journey("Ctrl-K leads to a card by keys alone", async (page) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("алия");
  await page.locator("#palette .palette-item[aria-selected=true]").filter({ hasText: "Омарова Әлия" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  await expectText(page.getByRole("heading", { level: 1 }), "Омарова Әлия Серікқызы");
});

journey("j and k walk the list, x chooses, Enter opens", async (page) => {
  const at = page.locator("tr.is-at");
  for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
  const second = page.locator("tr[data-row]").nth(1);
  const name = await second.locator(".row-name a").textContent();
  await expectText(at, name);

  await page.keyboard.press("x");
  await expectCount(page.locator("[data-select]:checked"), 1);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  await expectText(page.getByRole("heading", { level: 1 }), name);
});

journey("keys are found by their place when the layout is Cyrillic", async (page) => {
  const press = (key, code) =>
    page.evaluate((of) => document.body.dispatchEvent(new KeyboardEvent("keydown", { ...of, bubbles: true })), { key, code });
  await press("о", "KeyJ");
  await press("о", "KeyJ");
  await press("ч", "KeyX");
  const name = await page.locator("tr[data-row]").nth(1).locator(".row-name a").textContent();
  await expectText(page.locator("tr.is-at"), name);
  await expectCount(page.locator("[data-select]:checked"), 1);
});
