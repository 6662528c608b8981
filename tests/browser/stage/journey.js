// One journey: a server and a browser of its own, and no fault anywhere on the way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "./server.js";
import { patience, visit } from "./visitor.js";

const owner = { email: "demo@kartoteka.example", password: "дастархан-2026" };
// A browser writes a form that is refused with 422 into its console: `refusedAt` is the address where that is meant.
// `push` starts the service that a browser asks for an address by which it may be told.
const defaults = { isDemo: true, hasScript: true, refusedAt: null, push: null };

async function signIn(page) {
  await page.goto("/");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Пароль").fill(owner.password);
  await page.getByRole("button", { name: "Войти" }).click();
  await page.waitForURL((url) => url.pathname === "/dashboard");
  await page.goto("/customers");
}

// In the demo company the owner is signed in already and looks at the list; an empty base is met as it is.
export function journey(name, walk, wanted = {}) {
  const { isDemo, hasScript, refusedAt, push } = { ...defaults, ...wanted };
  test(name, { timeout: 600_000 }, async () => {
    const server = await serve({ isDemo });
    const service = await push?.();
    const visitor = await visit(server.address, { hasScript, push: service }).catch(async (error) => {
      await server.stop();
      throw error;
    });
    try {
      if (isDemo) await signIn(visitor.page);
      await walk(visitor.page);
      const isMeant = (fault) => refusedAt && fault.includes("422") && fault.includes(refusedAt);
      assert.deepEqual(visitor.faults.filter((fault) => !isMeant(fault)), [], "faults on the way");
    } catch (error) {
      error.message += `\non the page ${visitor.page.url()}\n${visitor.faults.join("\n")}`;
      throw error;
    } finally {
      await visitor.leave();
      await service?.stop();
      await server.stop();
    }
  });
}

// Both wait: a page with script changes a little after the deed.
export async function expectCount(found, n) {
  if (n > 0) await found.nth(n - 1).waitFor({ state: "attached" });
  await found.nth(n).waitFor({ state: "detached" });
}

export async function expectText(found, words) {
  await found.filter({ hasText: words }).first().waitFor();
}

// For a page that is drawn once and tells of work that goes on behind it.
export async function reloadUntil(page, found) {
  for (const end = Date.now() + patience; !(await found.count()) && Date.now() < end; ) await page.reload();
  await found.first().waitFor();
}
