// A long list: made while its owner does something else, fetched in two pieces, thrown away; and files that cannot be read.
import assert from "node:assert/strict";
import { expectCount, expectText, journey } from "../stage/journey.js";

journey("a list is made in the background, fetched in pieces and thrown away", async (page) => {
  await page.goto("/exports");
  await expectText(page.locator("main"), "Готовых выгрузок нет");
  await page.goto("/export?columns=city,phone");
  await page.getByRole("button", { name: "Подготовить в фоне" }).click();
  await page.waitForURL(/\/exports\/[0-9a-f-]+$/);
  await page.locator("#export .badge").filter({ hasText: "Готова" }).waitFor();
  const file = `${page.url()}/file`;
  const head = await page.request.get(file, { headers: { range: "bytes=0-99" } });
  const tag = head.headers().etag;
  const rest = await page.request.get(file, { headers: { range: "bytes=100-", "if-range": tag } });
  assert.deepEqual([head.status(), rest.status()], [206, 206]);
  const whole = Buffer.concat([await head.body(), await rest.body()]).toString("utf8");
  assert.match(whole.split("\r\n")[0], /Kartoteka ID;Вид;Полное имя;Город;Телефон/);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Скачать" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "customers.csv");
  await page.goto("/exports");
  await expectCount(page.locator(".rows a.grow"), 1);
  await page.locator(".rows a.grow").click();
  await page.getByRole("button", { name: "Удалить файл" }).click();
  await expectText(page.locator("[data-toast]"), "Выгрузка удалена");
  await expectText(page.locator(".rows"), "Удалена");
});

journey("a file that cannot be read is told in words, and the good one beside it is kept", async (page) => {
  await page.goto("/import");
  await page.locator("input[type=file]").setInputFiles([
    { name: "счёт.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n1 0 obj") },
    { name: "клиенты.csv", mimeType: "text/csv", buffer: Buffer.from("ФИО;Телефон\r\nКим Анна;8 705 918 27 36\r\n") },
  ]);
  await page.getByRole("button", { name: "Посмотреть, что внутри" }).click();
  await expectText(page.locator(".note.is-red"), "«счёт.pdf» — это PDF");
  await page.getByRole("link", { name: "клиенты.csv" }).click();
  await expectText(page.locator("#import-preview"), "Новый клиент");
}, { refusedAt: "/import" });
