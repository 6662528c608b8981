// A new person and a new organization, each found again in the list.
import { expectText, journey } from "../stage/journey.js";

async function find(page, words, name) {
  await page.goto("/customers");
  await page.locator("[data-list-search]").fill(words);
  await page.waitForURL((url) => url.searchParams.get("q") === words);
  await page.locator("tr[data-row]").filter({ hasText: name }).waitFor();
}

journey("a person is added with a phone, and the last digits find the card", async (page) => {
  await page.goto("/customers");
  await page.getByRole("link", { name: "Добавить клиента" }).click();
  await page.getByLabel("Фамилия").fill("Жұмабаева");
  await page.getByLabel("Имя", { exact: true }).fill("Толқын");
  await page.getByLabel("Телефон", { exact: true }).fill("8 (705) 918-27-36");
  await page.getByRole("button", { name: "Добавить клиента" }).click();

  await expectText(page.getByRole("heading", { level: 1 }), "Жұмабаева Толқын");
  await page.getByRole("link", { name: "+7 705 918 27 36" }).waitFor();
  await find(page, "2736", "Жұмабаева Толқын");
});

journey("an organization is added with its BIN, and the BIN finds the card", async (page) => {
  await page.goto("/customers/new?kind=organization");
  await page.getByLabel("Полное название").fill("ТОО «Тұлпар Логистика»");
  await page.getByText("Остальные поля").first().click();
  await page.getByLabel("БИН", { exact: true }).fill("240140007772");
  await page.getByRole("button", { name: "Добавить клиента" }).click();

  await expectText(page.locator(".who"), "Тұлпар Логистика");
  await expectText(page.locator(".who"), "Организация");
  await find(page, "240140007772", "Тұлпар");
});

journey("a BIN with a wrong digit is refused at once, with the reason beside it", async (page) => {
  await page.goto("/customers/new?kind=organization");
  await page.getByText("Остальные поля").first().click();
  const field = page.getByLabel("БИН", { exact: true });
  await field.fill("240140007773");
  await field.blur();
  await page.locator("#f-bin .field-error span").waitFor();
});
