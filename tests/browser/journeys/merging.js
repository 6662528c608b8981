// The same client twice: a warning while typing, two cards made one, and that taken back.
import { expectCount, expectText, journey, reloadUntil } from "../stage/journey.js";

async function fill(page, { family, given, phone }) {
  await page.goto("/customers/new");
  await page.getByLabel("Фамилия").fill(family);
  await page.getByLabel("Имя", { exact: true }).fill(given);
  await page.getByLabel("Телефон", { exact: true }).fill(phone);
}

const save = (page) => page.getByRole("button", { name: "Добавить клиента" }).click();

// The first press is answered by a warning, which may stand there since the phone was typed; the second one insists.
async function saveAnyway(page) {
  await save(page);
  await page.locator("#alike [name=anyway]").waitFor({ state: "attached" });
  await expectText(page.locator("#alike"), "Тлеубаева Салтанат");
  await save(page);
}

async function addTwice(page) {
  await fill(page, { family: "Тлеубаева", given: "Салтанат", phone: "+7 705 918 27 36" });
  await save(page);
  await expectText(page.getByRole("heading", { level: 1 }), "Тлеубаева Салтанат");
  const first = new URL(page.url()).pathname;
  await fill(page, { family: "Тлеубаева", given: "Салтанат", phone: "8 705 918 27 36" });
  await expectText(page.locator("#alike"), "Тлеубаева Салтанат");
  await saveAnyway(page);
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  return [first, new URL(page.url()).pathname];
}

const idOf = (path) => path.split("/").pop();

journey("who is typed a second time is named while the phone is typed, with the reason", async (page) => {
  await fill(page, { family: "Қуанышева", given: "Ақерке", phone: "+7 706 111 22 33" });
  await save(page);
  await expectText(page.getByRole("heading", { level: 1 }), "Қуанышева Ақерке");
  await fill(page, { family: "Куанышева", given: "Акерке", phone: "8 706 111 22 33" });
  await expectText(page.locator("#alike"), "Қуанышева Ақерке");
  await expectText(page.locator("#alike"), "тот же телефон");
});

journey("two cards are compared, made one by a key, and parted again", async (page) => {
  const [first, second] = await addTwice(page);
  await page.goto(`/duplicates/${idOf(first)}/${idOf(second)}`);
  await expectText(page.getByRole("heading", { level: 1 }), "Один и тот же клиент?");
  await page.keyboard.press("m");
  await expectText(page.locator("[data-toast]"), "Карточки объединены");

  await page.goto(second);
  await page.waitForURL((url) => url.pathname === first);
  await page.goto(`${first}?tab=timeline`);
  await expectText(page.locator(".entry").first(), "Сюда вошла карточка Тлеубаева Салтанат");
  await page.getByRole("button", { name: "Отделить" }).click();
  await expectText(page.locator("[data-toast]"), "снова отдельно");
  await page.goto(second);
  await page.waitForURL((url) => url.pathname === second);
  await expectCount(page.getByRole("button", { name: "Отделить" }), 0);
}, { refusedAt: "/customers/new" });

journey("a merge is undone from the sentence that tells of it", async (page) => {
  const [first, second] = await addTwice(page);
  await page.goto(`/duplicates/${idOf(first)}/${idOf(second)}`);
  await page.getByRole("button", { name: "Объединить" }).click();
  await page.locator("[data-toast] .toast-undo").click();
  await expectText(page.locator("[data-toast]"), "Объединение отменено");
  await page.goto(second);
  await page.waitForURL((url) => url.pathname === second);
}, { refusedAt: "/customers/new" });

journey("a whole group becomes one card by a key, and parts again", async (page) => {
  await addTwice(page);
  await fill(page, { family: "Тлеубаева", given: "Салтанат", phone: "+77059182736" });
  await saveAnyway(page);
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  await page.goto("/duplicates");
  const group = page.locator(".pairs-group").filter({ hasText: "Тлеубаева" });
  const search = page.getByRole("button", { name: /Искать|Найти/ });
  await search.click();
  await expectText(page.locator("[data-toast]"), "Поиск дублей начат");
  await reloadUntil(page, search);
  await expectText(group, "В группе 3 карточки");
  await group.locator(".pair-why").first().click();
  await page.keyboard.press("g");
  await expectText(page.locator("[data-toast]"), "Карточки объединены");
  await expectCount(group, 0);
  await page.locator("[data-toast] .toast-undo").click();
  await expectText(page.locator("[data-toast]"), "Объединение группы отменено");
  await expectText(group, "В группе 3 карточки");
}, { refusedAt: "/customers/new" });
