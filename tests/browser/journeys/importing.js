// A spreadsheet on its way in: looked at, a cell mended, brought in, taken back.
import assert from "node:assert/strict";
import { expectCount, expectText, journey } from "../stage/journey.js";

const clients = [
  "ФИО;Телефон;Email;Компания;Должность",
  "Жұмабаева Толқын;8 705 918 27 36;tolqyn@example.kz;ТОО «Тұлпар»;бухгалтер",
  "Сидоров Олег;8 705 918 27 37;не почта;;",
].join("\r\n");

async function upload(page) {
  await page.goto("/import");
  await page.locator("input[type=file]").setInputFiles({
    name: "клиенты.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(clients),
  });
  await page.getByRole("button", { name: "Посмотреть, что внутри" }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]+$/);
}

async function bringIn(page) {
  await page.getByRole("button", { name: "Загрузить", exact: true }).click();
  await page.locator("#run .badge").filter({ hasText: "Загружено" }).waitFor();
}

async function isFound(page, name, n) {
  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  await expectCount(page.locator("tr[data-row]").filter({ hasText: name }), n);
}

const walk = async (page) => {
  await upload(page);
  await expectText(page.locator("#import-preview"), "Без этих ячеек");
  await page.locator(".chips .chip").filter({ hasText: "Загрузится без ячейки" }).click();
  await expectCount(page.locator("#import-preview tbody tr"), 1);
  await page.locator("#import-preview").getByLabel("Email, 3").fill("oleg@example.kz");
  await page.getByRole("button", { name: "Проверить выбранное" }).click();
  await expectCount(page.locator("#import-preview tbody tr"), 0);
  await page.locator(".chips .chip").first().click();
  await expectText(page.locator("#import-preview"), "Исправлено");
  await bringIn(page);
  const address = page.url();
  await isFound(page, "Жұмабаева", 1);
  await isFound(page, "Тұлпар", 1);
  await isFound(page, "Сидоров Олег", 1);

  await page.goto(address);
  await page.getByRole("button", { name: "Отменить загрузку" }).click();
  await page.locator("#run .badge").filter({ hasText: "Отменено" }).waitFor();
  await isFound(page, "Жұмабаева", 0);
  await isFound(page, "Тұлпар", 0);
};

journey("Enter in a cell looks again, keeps the place and begins nothing", async (page) => {
  await upload(page);
  const cell = page.locator("#import-preview").getByLabel("Email, 3");
  await cell.fill("oleg@example.kz");
  await cell.press("Enter");
  await expectText(page.locator("#import-preview"), "Исправлено");
  assert.equal(await page.locator(":focus").getAttribute("aria-label"), "Email, 3");
  await expectCount(page.getByRole("button", { name: "Загрузить", exact: true }), 1);
});

journey("a file is looked at, a cell is mended, it comes in and is taken back", walk);

journey("a list goes out as it is shown", async (page) => {
  await page.goto("/customers?columns=city,phone&sort=-name");
  await page.getByRole("link", { name: "Выгрузить" }).click();
  await page.waitForURL(/\/export\?/);
  assert.equal(await page.locator("input[name=columns]:checked").count(), 2);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Скачать" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "customers.csv");
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
  assert.match(lines[0], /Kartoteka ID;Вид;Полное имя;Город;Телефон/);
  assert.ok(lines.length > 10, `${lines.length} lines`);
});
