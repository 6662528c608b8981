// A client opens the link that only they have, and takes back what they agreed to.
import { expectCount, expectText, journey } from "../stage/journey.js";

journey("a client withdraws their consent by the signed link, without signing in", async (page) => {
  await page.goto("/customers/new");
  await page.getByLabel("Фамилия").fill("Мұратбекова");
  await page.getByLabel("E-mail").first().fill("muratbekova@example.kz");
  await page.getByRole("button", { name: "Добавить клиента" }).click();
  await expectText(page.getByRole("heading", { level: 1 }), "Мұратбекова");
  const card = new URL(page.url()).pathname;
  const said = { purpose: "marketing", channels: ["email"], state: "given", form: "анкета" };
  const kept = await page.request.post(`/api/v1${card}/consents`, { data: said });
  if (!kept.ok()) throw new Error(await kept.text());
  await page.goto(`${card}/consents`);
  const link = await page.locator("a[href*='/my-data/']").first().getAttribute("href");

  const stranger = await page.context().browser().newContext({ locale: "ru-RU" });
  const own = await stranger.newPage();
  await own.goto(new URL(new URL(link, page.url()).pathname, page.url()).href);
  await expectText(own.getByRole("heading", { level: 1 }), "Ваши согласия");
  await own.getByRole("button", { name: "Отозвать все согласия" }).click();
  await expectText(own.locator("main"), "больше мы вам не пишем");
  await expectCount(own.locator("input[name=given]:checked"), 0);
  await stranger.close();

  await page.goto(`${card}/consents`);
  await expectText(page.locator("article").first(), "Отозвано");
});
