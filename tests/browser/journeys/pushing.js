// A browser asks to be told of tasks, its worker shows what it is told, and it is forgotten again.
import assert from "node:assert/strict";
import { expectCount, journey } from "../stage/journey.js";
import { pushService } from "../stage/push_service.js";

// Hands a message to the worker as the browser's service would, opened already.
async function tell(page, message) {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL.endsWith("/tasks/") && !isDeleted);
      if (own) resolve(own.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  const { origin } = new URL(page.url());
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: JSON.stringify(message) });
}

const shown = (page) =>
  page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    const all = await worker.getNotifications();
    return all.map(({ title, body, data }) => ({ title, body, data }));
  });

journey(
  "a browser is told of tasks by its worker, until it is forgotten",
  async (page) => {
    await page.goto("/tasks/browsers");
    await page.locator("form[data-push] button").click();
    await expectCount(page.locator(".card-relations li"), 1);
    const subscribed = await page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      return (await worker.pushManager.getSubscription())?.endpoint;
    });
    assert.match(subscribed, /somebody$/, "the address is that of the service");

    const message = { title: "Позвонить: Омарова", body: "сегодня в 15:30", tag: "one", url: "/tasks" };
    await tell(page, message);
    await page.waitForFunction(async () => (await (await navigator.serviceWorker.ready).getNotifications()).length === 1);
    assert.deepEqual(await shown(page), [{ title: message.title, body: message.body, data: message.url }]);

    await page.locator(".card-relations button").click();
    await expectCount(page.locator(".card-relations li"), 0);
  },
  { push: pushService },
);
