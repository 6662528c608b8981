// Everything needful works as plain pages and forms.
import { expectText, journey } from "../stage/journey.js";

journey(
  "without script the list, search, card, new customer and edit work",
  async (page) => {
    await page.locator("[data-list-search]").fill("алия");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "алия");
    await page.locator("tr[data-row]").getByRole("link", { name: "Омарова Әлия Серікқызы" }).click();
    await expectText(page.getByRole("heading", { level: 1 }), "Омарова Әлия Серікқызы");

    await page.goto("/customers");
    await page.getByRole("link", { name: "Добавить клиента" }).click();
    await page.getByLabel("Фамилия").fill("Ковалёва");
    await page.getByLabel("Имя", { exact: true }).fill("Вера");
    await page.getByRole("button", { name: "Добавить клиента" }).click();
    await expectText(page.getByRole("heading", { level: 1 }), "Ковалёва Вера");

    await page.getByRole("link", { name: "Изменить", exact: true }).click();
    await page.getByLabel("Город").fill("Қостанай");
    await page.getByRole("button", { name: "Сохранить" }).click();
    await expectText(page.locator("#fact-city-0"), "Қостанай");
  },
  { hasScript: false },
);
