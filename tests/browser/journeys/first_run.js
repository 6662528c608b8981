// The first visit: who owns the base, a look at the demo company, and its removal whole.
import { expectCount, expectText, journey } from "../stage/journey.js";

journey(
  "the first visitor becomes the owner, looks at the demo company and removes it whole",
  async (page) => {
    await page.goto("/");
    await page.getByLabel("Как вас зовут").fill("Сауле Нурланова");
    await page.getByLabel("E-mail").fill("saule@firm.example");
    await page.getByLabel("Пароль").fill("караван идёт на юг");
    await page.getByLabel("Название фирмы").fill("Керуен");
    await page.getByLabel("Страна").selectOption({ label: "Казахстан" });
    await page.getByRole("button", { name: "Начать" }).click();

    const demo = page.getByRole("link", { name: "Демофирма" });
    await expectCount(demo, 0);
    await page.locator("form[action='/demo/load'] button").click();
    await demo.waitFor();
    await page.goto("/customers");
    await expectText(page.locator("#rows"), "Абдрахманов");

    await demo.click();
    await page.getByRole("button", { name: "Убрать" }).click();
    await expectCount(demo, 0);
    await page.goto("/customers");
    await expectText(page.locator("#list-count"), /^\s*0\s*$/);
  },
  { isDemo: false },
);
