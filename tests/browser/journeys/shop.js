// A shop's orders come in; the map of RFM shows them; a cell becomes a segment, and its count follows one more condition.
import assert from "node:assert/strict";
import { expectText, journey } from "../stage/journey.js";

// Twelve clients of a shop: some bought yesterday and often, some once and long ago.
function orders() {
  const lines = ["Номер заказа;Дата;Клиент;Телефон;Артикул;Товар;Количество;Цена"];
  const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  for (let client = 0; client < 12; client += 1) {
    for (let n = 0; n <= client % 4; n += 1) {
      const number = `S-${client}-${n}`;
      const who = `Покупателев Клиент${client};8 701 555 00 ${String(10 + client)}`;
      lines.push(`${number};${day(3 + client * 25 + n * 9)};${who};PL-1;Пиала;${n + 1};1500`);
      lines.push(`${number};${day(3 + client * 25 + n * 9)};${who};TR-1;Тарелка;1;2000`);
    }
  }
  return lines.join("\r\n");
}

async function counted(page, holds) {
  const shown = page.locator("[data-segment-count]");
  for (let n = 0; n < 100; n += 1) {
    const text = await shown.innerText();
    const now = Number(text.replace(/\D/g, ""));
    if (holds(now)) return now;
    await page.waitForFunction((before) => document.querySelector("[data-segment-count]")?.innerText !== before, text);
  }
  return assert.fail("the count never settles");
}

journey("a shop's orders come in, and a cell of RFM becomes a segment whose count follows a condition", async (page) => {
  await page.goto("/orders");
  await page.getByRole("link", { name: "Загрузить из файла" }).click();
  await page.waitForURL(/\/import\?into=orders/);
  await page.locator("input[type=file]").setInputFiles({
    name: "магазин.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(orders()),
  });
  await page.getByRole("button", { name: "Посмотреть, что внутри" }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]+$/);
  await expectText(page.locator("#import-preview"), "Новый заказ");
  await expectText(page.locator("#import-preview"), "Клиента заведём как лид");
  await page.getByRole("button", { name: "Загрузить", exact: true }).click();
  await page.locator("#run .badge").filter({ hasText: "Загружено" }).waitFor();
  await expectText(page.locator("#run"), "Заказов");

  await page.goto("/analytics/rfm");
  await page.locator("a[href*='/analytics/rfm/rows?']").first().click();
  await page.waitForURL(/\/analytics\/rfm\/rows/);
  await page.locator(".rows-segment input[name=name]").fill("Клетка карты");
  await page.locator(".rows-segment button").click();
  await page.waitForURL(/\/segments\/[0-9a-f-]+/);
  await expectText(page.getByRole("heading", { level: 1 }), "Клетка карты");

  await page.goto("/segments/new");
  const everybody = await counted(page, (n) => n > 0);
  await page.locator("select[name='0:add']").selectOption("happened:orders");
  const buyers = await counted(page, (n) => n < everybody);
  assert.ok(buyers >= 12, `${buyers} buyers`);
});
