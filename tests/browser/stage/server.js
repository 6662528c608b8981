// Kartoteka serving a fresh folder on a free port.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = process.env.KARTOTEKA_BINARY ?? fileURLToPath(new URL("../../../target/debug/kartoteka", import.meta.url));
const told = /^Kartoteka: (http:\S+)/;

// The address, once it is told; what was said instead, when it is not.
async function addressOf(child) {
  const said = [];
  for await (const line of createInterface({ input: child.stderr })) {
    const address = told.exec(line)?.[1];
    if (address) return address;
    said.push(line);
  }
  throw new Error(`the server did not start:\n${said.join("\n")}`);
}

export async function serve({ isDemo }) {
  const folder = await mkdtemp(join(tmpdir(), "kartoteka-journey-"));
  const words = ["serve", "--data", folder, "--listen", "127.0.0.1:0", ...(isDemo ? ["--demo"] : [])];
  const child = spawn(program, words, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve, reject) => child.on("exit", resolve).on("error", reject));
  const stop = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = await Promise.race([addressOf(child), ended.then((code) => Promise.reject(new Error(`the server ended with ${code}`)))]);
    child.stderr.resume();
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
