// Many clients changed at once, and taken back.
import { expectCount, expectText, journey } from "../stage/journey.js";

const tag = "наурыз-2027";
const tags = (page) => page.locator("tr[data-row] .tag", { hasText: tag });

async function putTag(page) {
  const bar = page.locator("[data-action-bar]");
  await bar.getByText("Метка", { exact: true }).click();
  await bar.locator("[name=tag]").fill(tag);
  await bar.getByRole("button", { name: "Добавить" }).click();
}

async function takeBack(page) {
  await page.locator(".toast").getByRole("button", { name: "Вернуть" }).click();
}

journey("a tag is put on three clients at once and taken back", async (page) => {
  const boxes = page.locator("[data-select]");
  await boxes.nth(0).check();
  await boxes.nth(2).click({ modifiers: ["Shift"] });
  await expectCount(page.locator("[data-select]:checked"), 3);

  await putTag(page);
  await expectCount(tags(page), 3);
  await takeBack(page);
  await expectCount(tags(page), 0);
});

journey("a tag is put on every client of the list and taken back", async (page) => {
  const all = await page.locator("#list-count").innerText();
  await page.locator("[data-select]").first().check();
  await page.locator("[name=all]").check();
  await putTag(page);
  await expectText(page.locator(".toast"), all);

  await takeBack(page);
  await expectCount(tags(page), 0);
  await page.goto(`/customers?q=${encodeURIComponent(tag)}`);
  await expectText(page.locator("#list-count"), /^\s*0\s*$/);
});
