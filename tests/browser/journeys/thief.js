// Somebody of the staff tries in every way to walk off with the base: each one stops them or is seen by the owner, who then
// lets them go in one step.
import assert from "node:assert/strict";
import { expectCount, expectText, journey, reloadUntil } from "../stage/journey.js";

const thief = { name: "Тихонов Вор", email: "thief@kartoteka.example", password: "очень длинный ключ от чужого" };

function asking(page) {
  return async (method, path, data) => {
    const answer = await page.request.fetch(`/api/v1${path}`, { method, data });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.status() === 204 ? null : answer.json();
  };
}

// A manager who sees every client with the phone masked, may reveal one a day and take out two alone.
async function hire(page) {
  const ask = asking(page);
  await ask("PATCH", "/roles/manager", { scope: "all", masked: ["phone"], reveals_per_day: 1, exports_per_day: 1000, export_alone: 2 });
  await page.goto("/staff");
  await page.locator("#add").getByLabel("Имя").fill(thief.name);
  await page.locator("#add").getByLabel("E-mail").fill(thief.email);
  await page.locator("#add select[name=role]").selectOption("manager");
  await page.locator("#add").getByLabel("Пароль").fill(thief.password);
  await page.locator("#add button.is-primary").click();
  await expectText(page.locator("main"), thief.email);
  const { items: users } = await ask("GET", "/users");
  thief.id = users.find((user) => user.email === thief.email).id;
  const people = await ask("GET", "/customers?limit=200");
  const [canary, ...prey] = people.items.filter((card) => card.facts.phone);
  for (const card of prey.slice(0, 3)) await ask("PATCH", `/customers/${card.id}`, { facts: { responsible: thief.id } });
  await page.goto("/audit/alarms");
  await page.getByLabel("Клиент").fill(`/customers/${canary.id}`);
  await page.getByRole("button", { name: "Отметить" }).click();
  await expectText(page.locator("[data-toast]"), "Контрольная запись отмечена");
  return { canary, prey };
}

async function enter(page) {
  const context = await page.context().browser().newContext({ baseURL: new URL(page.url()).origin, locale: "ru-RU" });
  const own = await context.newPage();
  await own.goto("/");
  await own.getByLabel("E-mail").fill(thief.email);
  await own.getByLabel("Пароль").fill(thief.password);
  await own.getByRole("button", { name: "Войти" }).click();
  await own.waitForURL((url) => url.pathname !== "/sign-in");
  return own;
}

async function readsTooMuch(own, prey) {
  for (let nth = 0; nth < 160; nth += 1) {
    const answer = await own.request.get(`/api/v1/customers/${prey[nth % prey.length].id}`);
    assert.equal(answer.status(), 200);
  }
  for (let nth = 0; nth < 105; nth += 1) await own.request.get(`/api/v1/customers?q=${String(nth).padStart(3, "0")}`);
}

async function meetsMasks(own, prey) {
  await own.goto(`/customers/${prey[0].id}`);
  await expectText(own.locator("main"), "*** ***");
  const list = await (await own.request.get("/api/v1/customers?limit=200")).text();
  for (const card of prey) assert.ok(!list.includes(card.facts.phone[0]), "a masked phone is in the list");
}

// One with a reason is shown, the next one of the day is refused.
async function reveals(own, prey) {
  const [first, second] = prey.map((card) => `/customers/${card.id}/reveal?field=phone`);
  await own.goto(first);
  await own.getByLabel("Зачем").fill("перезвонить о чашках");
  await own.getByRole("button", { name: "Показать" }).click();
  await expectText(own.locator("main .strong"), prey[0].facts.phone[0].slice(-2));
  await own.goto(second);
  await expectText(own.locator("main"), "На сегодня больше нельзя");
}

// The whole list waits for a second person; what is agreed to bears a mark that is seen and one that is not.
async function exports(page, own) {
  await own.goto("/export");
  await own.getByLabel("Зачем").fill("для отчёта");
  await own.getByRole("button", { name: "Скачать", exact: true }).click();
  await expectText(own.locator("[data-toast]"), "ждёт согласия второго человека");
  await page.goto("/audit/exports");
  const line = page.locator("main").locator("tr, .rows > *").filter({ hasText: "для отчёта" }).first();
  await expectText(line, thief.name);
  await line.getByRole("button", { name: "Согласиться" }).click();
  await expectCount(line.getByRole("button", { name: "Согласиться" }), 0);
  await own.goto("/export");
  await own.getByLabel("Зачем").fill("для отчёта");
  const press = own.getByRole("button", { name: "Скачать", exact: true }).click();
  const [download] = await Promise.all([own.waitForEvent("download"), press]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

// A token made in a minute alone at somebody's desk sees no more than the thief does, counts like the thief, and ends with
// them.
async function stealsToken(own, { canary, prey }) {
  const made = await own.request.post("/api/v1/tokens", { data: { name: "Сводка", scopes: ["customers:read"] } });
  assert.equal(made.status(), 201, await made.text());
  const { token } = await made.json();
  const program = await own.context().browser().newContext({ baseURL: new URL(own.url()).origin });
  const ask = (path) => program.request.get(`/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  const list = await (await ask("/customers?limit=200")).text();
  for (const card of prey) assert.ok(!list.includes(card.facts.phone[0]), "a token shows a masked phone");
  const filter = encodeURIComponent(JSON.stringify({ field: "phone", is: prey[0].facts.phone[0] }));
  const guessed = await ask(`/customers?filter=${filter}`);
  assert.equal(guessed.status(), 422, "a masked phone is not found out by asking");
  assert.match(await guessed.text(), /Телефон|Phone/, "the field is called as people call it");
  assert.equal((await ask("/reads")).status(), 403);
  assert.equal((await ask(`/customers/${canary.id}`)).status(), 200);
  return { ask, end: () => program.close() };
}

// An alarm is raised once what was read is written down, a moment later; the page is drawn once.
async function isTold(page, words) {
  await reloadUntil(page, page.locator("main").filter({ hasText: words }));
}

journey("a thief tries in every way to take the base, is seen, and is let go in one step", async (page) => {
  const { canary, prey } = await hire(page);
  const own = await enter(page);
  await meetsMasks(own, prey);
  await reveals(own, prey);
  await readsTooMuch(own, prey);
  await own.goto(`/customers/${canary.id}`);
  const stolen = await stealsToken(own, { canary, prey });
  const taken = await exports(page, own);
  assert.match(taken, new RegExp(`Выгрузка № \\d+: ${thief.name}`), "the visible watermark");
  assert.match(taken, /[\u200b\u200c\u200d\u2060]/, "the invisible watermark");

  await page.goto("/audit/alarms");
  await isTold(page, `${thief.name}: открыта контрольная запись`);
  await expectText(page.locator("#canaries"), canary.name);
  await isTold(page, `${thief.name}: за день открыто карточек`);
  await isTold(page, `${thief.name}: за день поисков`);
  await expectText(page.locator("main"), "Что обычно для этого человека, пока не известно");

  await page.goto(`/staff/${thief.id}/hand-over`);
  await expectText(page.locator("main"), "У этого человека 3 клиента");
  await expectText(page.locator("main"), "Что смотрел за последние 30 дней");
  await page.getByLabel("Кому передать клиентов").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Закрыть доступ и передать" }).click();
  await expectText(page.locator("[data-toast]"), "Доступ закрыт");
  const after = await own.request.get("/api/v1/customers");
  assert.equal(after.status(), 401, "the session ended at once");
  await own.goto("/customers");
  await own.waitForURL(/\/sign-in/);
  assert.equal((await stolen.ask("/customers")).status(), 401, "the token ended with its owner");
  await stolen.end();
  await own.context().close();
});
