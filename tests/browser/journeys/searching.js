// Kazakh names typed with the letters of a Russian keyboard.
import { expectText, journey } from "../stage/journey.js";

const rows = (page) => page.locator("tr[data-row]");

journey("алия finds Әлия as one types, and the address keeps the search", async (page) => {
  await page.getByRole("navigation").first().waitFor();
  await page.locator("[data-list-search]").pressSequentially("алия", { delay: 40 });
  await page.waitForURL(/q=/);
  await expectText(rows(page).first(), "Омарова Әлия Серікқызы");

  await page.reload();
  await expectText(rows(page).first(), "Омарова Әлия Серікқызы");
});
