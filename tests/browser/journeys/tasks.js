// The plan of a day is ticked off, and a task is carried to another day of the calendar.
import assert from "node:assert/strict";
import { expectCount, journey } from "../stage/journey.js";

journey("a task is done in the plan of today, another is carried to the next day", async (page) => {
  await page.goto("/tasks");
  const plan = page.locator(".task");
  const n = await plan.count();
  assert.ok(n >= 2, "the demo company promised something for today");
  assert.equal(await page.locator(".task.is-overdue").count(), 1, "what is late is in it");
  await plan.first().getByRole("button", { name: /^Сделано/ }).click();
  await expectCount(plan, n - 1);

  // Tall enough for the last week of a month: a mouse reaches only what is in sight.
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.goto("/tasks/calendar?view=month");
  const today = page.locator(".calendar-day.is-today");
  const id = await today.locator("[data-card]").first().getAttribute("data-card");
  const days = await page.locator(".calendar-day").evaluateAll((all) => all.map((day) => day.dataset.stage));
  const here = days.indexOf(await today.getAttribute("data-stage"));
  const there = days[here + 1] ?? days[here - 1];
  const beside = page.locator(`.calendar-day[data-stage="${there}"]`);

  const moved = page.waitForResponse((response) => response.url().endsWith("/move"));
  const from = await today.locator(`[data-card="${id}"]`).boundingBox();
  const to = await beside.boundingBox();
  await page.mouse.move(from.x + from.width - 3, from.y + from.height - 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  assert.equal((await moved).status(), 204);
  await page.reload();
  await expectCount(beside.locator(`[data-card="${id}"]`), 1);
});
