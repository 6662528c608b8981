// Somebody of the staff tries five ways to walk off with the base; each stops them or is seen by the owner.
import assert from "node:assert/strict";
import { expectText, journey } from "../stage/journey.js";

const thief = { email: "thief@kartoteka.example", password: "очень длинный ключ от чужого" };

async function hire(page) {
  const ask = async (method, path, data) => {
    const answer = await page.request.fetch(`/api/v1${path}`, { method, data });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.status() === 204 ? null : answer.json();
  };
  await ask("PATCH", "/roles/manager", { scope: "all", masked: ["phone"], reveals_per_day: 1, exports_per_day: 5, export_alone: 2 });
  await page.goto("/staff");
  await page.locator("#add").getByLabel("Имя").fill("Тихонов Вор");
  await page.locator("#add").getByLabel("E-mail").fill(thief.email);
  await page.locator("#add select[name=role]").selectOption("manager");
  await page.locator("#add").getByLabel("Пароль").fill(thief.password);
  await page.locator("#add button.is-primary").click();
  await page.waitForURL(/\/staff/);
  const people = await ask("GET", "/customers?limit=200", undefined);
  const phones = people.items.filter((card) => card.facts.phone);
  const canary = phones[0];
  await ask("PUT", `/canaries/${canary.id}`, undefined);
  return { canary, prey: phones.slice(1, 3) };
}

async function enter(page) {
  const context = await page.context().browser().newContext({ baseURL: new URL(page.url()).origin, locale: "ru-RU" });
  const own = await context.newPage();
  await own.goto("/");
  await own.getByLabel("E-mail").fill(thief.email);
  await own.getByLabel("Пароль").fill(thief.password);
  await own.getByRole("button", { name: "Войти" }).click();
  await own.waitForURL(/\/dashboard/);
  return own;
}

journey("a thief tries five ways to take the base and is seen", async (page) => {
  const { canary, prey } = await hire(page);
  const own = await enter(page);

  // 1. The whole list at once: it waits for a second person, who is told why.
  await own.goto("/export");
  await own.getByLabel("Зачем").fill("для отчёта");
  await own.getByRole("button", { name: "Скачать" }).click();
  await expectText(own.locator("[data-toast]"), "ждёт согласия второго человека");
  // 2. In the background, where nobody looks: the same.
  const later = await own.request.post("/api/v1/exports", { data: { format: "ndjson", reason: "для себя" } });
  assert.equal((await later.json()).state, "waiting");
  // 3. By phones, one after the other: the second one of the day is refused.
  const reveal = (card) => own.request.post(`/api/v1/customers/${card.id}/reveals`, { data: { field: "phone", reason: "перезвонить" } });
  assert.deepEqual([(await reveal(prey[0])).status(), (await reveal(prey[1])).status()], [200, 429]);
  // 4. From the screen: what is masked is masked in every list and search.
  const list = await own.request.get("/api/v1/customers?limit=200");
  assert.ok(!(await list.text()).includes(prey[1].facts.phone[0]), "a masked phone is in the list");
  // 5. Card by card: one of them is there for nobody but thieves.
  await own.goto(`/customers/${canary.id}`);

  await page.goto("/audit/alarms");
  await expectText(page.locator("main"), "Тихонов Вор: открыта контрольная запись");
  await page.goto("/audit/exports");
  await expectText(page.locator("main"), "Тихонов Вор");
  await expectText(page.locator("main"), "для отчёта");
  await own.context().close();
});
