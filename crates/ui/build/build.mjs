// Bundles our scripts, styles, fonts and icons into dist/ under names that carry a hash of their content.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { drawSprite } from "./sprite.mjs";

const home = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(home, "dist");
const targets = ["chrome123", "firefox121", "safari17.5"];
const settings = {
  absWorkingDir: home,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  legalComments: "none",
  target: targets,
  outdir: dist,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  logLevel: "warning",
};

async function stylesOfCapabilities() {
  const crates = resolve(home, "..");
  const names = (await readdir(crates, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const lists = await Promise.all(names.map(async ({ name }) => {
    const source = join(crates, name, "src");
    const files = await readdir(source, { recursive: true }).catch(() => []);
    return files.filter((file) => basename(file) === "styles.css").map((file) => join(source, file));
  }));
  return lists.flat().sort();
}

async function bundleStyles() {
  const pages = (await stylesOfCapabilities()).map((path) => `@import ${JSON.stringify(path)} layer(pages);`);
  const contents = ['@import "./main.css";', ...pages].join("\n");
  const resolveDir = join(home, "assets/styles");
  const stdin = { contents, loader: "css", resolveDir, sourcefile: "all.css" };
  return esbuild.build({ ...settings, stdin, entryNames: "main-[hash]" });
}

function bundleScripts() {
  const entryPoints = ["assets/scripts/main.js", "assets/scripts/boot.js"];
  return esbuild.build({ ...settings, entryPoints, format: "iife" });
}

// "main-ABCDEFGH.css" is known to pages as "main.css".
function plainName(name) {
  return name.replace(/-[0-9A-Z]{8}(?=\.[a-z0-9]+$)/, "").replace(/^stdin\./, "main.");
}

async function keep(manifest, name, bytes) {
  await writeFile(join(dist, name), bytes);
  const isText = [".js", ".css", ".svg"].includes(extname(name));
  if (isText) await writeFile(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  manifest[plainName(name)] = name;
}

function hashed(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
  return name.replace(/(\.[a-z0-9]+)$/, `-${hash}$1`);
}

const [styles, scripts, sprite, mark] = await Promise.all([
  bundleStyles(),
  bundleScripts(),
  drawSprite(home),
  readFile(join(home, "assets/icons/favicon.svg")),
]);
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const manifest = {};
for (const file of [...styles.outputFiles, ...scripts.outputFiles]) {
  await keep(manifest, basename(file.path), file.contents);
}
await keep(manifest, hashed("icons.svg", sprite), sprite);
await keep(manifest, hashed("favicon.svg", mark), mark);
const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
