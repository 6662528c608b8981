// A lead goes through three teams, a contact card stands before the commission and is filled, and somebody else approves it.
import assert from "node:assert/strict";
import { ask } from "../stage/ask.js";
import { expectCount, expectText, journey } from "../stage/journey.js";

const password = "дастархан-2026";
const oleg = "oleg@kartoteka.example";
const dina = "dina@kartoteka.example";
const moldir = "moldir@kartoteka.example";
const owner = "demo@kartoteka.example";

async function become(page, email) {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Пароль").fill(password);
  await page.getByRole("button", { name: "Войти" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

// Three teams of one, a pipeline that passes deals from one to the next, a rate, a card before the commission.
async function arrange(page) {
  const users = (await ask(page, "GET", "/users")).items;
  const teams = {};
  for (const [name, email] of [["Привлечение", oleg], ["Продажа", dina], ["Сопровождение", moldir]]) {
    teams[name] = (await ask(page, "POST", "/teams", { name })).id;
    await ask(page, "PATCH", `/users/${users.find((user) => user.email === email).id}`, { team: teams[name] });
  }
  const stage = (name, team) => ({ name, probability: 50, team, hands_to: "least_loaded", needs_note: name !== "Лид" });
  const stages = [stage("Лид", teams["Привлечение"]), stage("Предложение", teams["Продажа"]), stage("Договор", teams["Сопровождение"])];
  const pipeline = await ask(page, "POST", "/pipelines", { name: "Конвейер", stages });
  const from_on = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await ask(page, "POST", "/earnings/rates", { whom: `team:${teams["Сопровождение"]}`, pays: { on: "revenue", percent: "5" }, from_on });
  const questions = [{ label: "Кто решал о покупке", is_required: true, kind: "text" }];
  await ask(page, "POST", "/contact-cards/forms", { name: "Итоги сделки", questions, places: [`deals.commission:${pipeline.id}`] });
  return pipeline;
}

async function press(page, name) {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name }).click();
  assert.ok((await answered).status() < 400, name);
  await page.waitForLoadState();
}

// Whoever hands a deal over sees it no more: they land on the board, which says so.
async function pass(page, href, name, note) {
  await page.goto(href);
  const deed = page.locator(".deal-deed");
  await deed.getByLabel("Перенести на этап").selectOption({ label: name });
  await deed.getByLabel("Что важно знать следующим").fill(note);
  await deed.getByRole("button", { name: "Перенести" }).click();
  await page.waitForURL((url) => url.pathname === "/deals");
  await expectText(page.locator(".toast"), "передана дальше");
  await expectCount(page.locator(`a[href="${href}"]`), 0);
}

journey("a lead goes through three teams, a gate stops the commission and is filled, another approves it", async (page) => {
  const pipeline = await arrange(page);

  await become(page, oleg);
  const customer = await ask(page, "POST", "/customers", { facts: { family: "Жұмабаева" } });
  const written = { customer: customer.id, title: "Дастархан на сто гостей", amount: "400000 KZT", pipeline: pipeline.id };
  const deal = await ask(page, "POST", "/deals", written);
  const href = `/deals/${deal.id}`;
  await pass(page, href, "Предложение", "Ждут образцы к пятнице");

  await become(page, dina);
  await page.goto(href);
  await expectText(page.locator(".deal-steps"), "Ждут образцы к пятнице");
  await pass(page, href, "Договор", "Скидка уже согласована");

  await become(page, moldir);
  await page.goto(href);
  await press(page, "Выиграна");

  await page.goto("/earnings");
  await page.locator("tbody tr a").first().click();
  await expectText(page.locator("tbody"), "Дастархан на сто гостей");
  const held = page.locator(".earning-held");
  await expectText(held, "Итоги сделки");
  const statement = new URL(page.url()).pathname;

  await held.getByRole("link", { name: "Заполнить" }).click();
  await page.getByLabel("Кто решал о покупке").fill("Старшая дочь");
  await page.locator(".form-foot button").click();
  await page.waitForURL((url) => url.pathname === statement);
  await expectCount(page.locator(".earning-held"), 0);
  await page.getByRole("button", { name: "Отдать на утверждение" }).click();
  await expectText(page.locator("h1"), "На утверждении");
  await expectCount(page.getByRole("button", { name: "Утвердить" }), 0);
  await expectText(page.locator(".note"), "Свою ведомость утверждает другой человек");

  await become(page, owner);
  await page.goto(statement);
  assert.match(await page.locator("tbody").innerText(), /20[\s\u00a0\u202f]000/, "five percent of 400 000");
  await page.getByRole("button", { name: "Утвердить" }).click();
  await expectText(page.locator("h1"), "Утверждена");
  await page.getByRole("button", { name: "Отметить выплату" }).click();
  await expectText(page.locator("h1"), "Выплачена");
});
