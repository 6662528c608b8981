// A person's Chromium: one window, and everything that went wrong in it.
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome"];
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
// A busy machine answers late; a page that is broken answers never.
export const patience = 60_000;

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function chromiumInPath() {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
  if (!found) throw new Error(`the journeys need Chromium: none of ${names.join(", ")} is in PATH`);
  return found;
}

function watch(page, faults) {
  page.on("pageerror", (error) => faults.push(`script: ${error.stack}`));
  page.on("console", (line) => {
    if (line.type() === "error") faults.push(`console: ${line.text()} (${line.location().url})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
}

// A window of its own; with a service of notifications one that keeps a profile, because a private one may not be told.
async function open(wanted, push) {
  if (!push) {
    const browser = await chromium.launch({ executablePath: chromiumInPath(), args: quiet });
    return { context: await browser.newContext(wanted), close: () => browser.close() };
  }
  const profile = await mkdtemp(join(tmpdir(), "kartoteka-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    ...wanted,
    executablePath: chromiumInPath(),
    args: [...quiet.filter((word) => !word.includes("background-networking")), ...push.words],
    ignoreDefaultArgs: ["--disable-background-networking"],
  });
  await context.grantPermissions(["notifications"], { origin: wanted.baseURL });
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { context, close };
}

export async function visit(address, { hasScript, push }) {
  const wanted = {
    baseURL: address,
    locale: "ru-RU",
    timezoneId: "Asia/Almaty",
    colorScheme: "light",
    reducedMotion: "reduce",
    javaScriptEnabled: hasScript,
    viewport: { width: 1360, height: 850 },
  };
  const { context, close } = await open(wanted, push);
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const faults = [];
  watch(page, faults);
  return { page, faults, leave: close };
}
