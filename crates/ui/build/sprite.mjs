// Draws one SVG sprite of the icons named in assets/icons/names.txt and of our own drawings beside it.
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";

const stroke = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';

function symbol(name, svg) {
  const inner = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24"><g ${stroke}>${inner.replace(/\s+/g, " ").trim()}</g></symbol>`;
}

export async function drawSprite(home) {
  const folder = join(home, "assets/icons");
  const names = (await readFile(join(folder, "names.txt"), "utf8")).split(/\s+/).filter(Boolean);
  const bought = names.map(async (name) => {
    const path = join(home, "node_modules/lucide-static/icons", `${name}.svg`);
    return symbol(name, await readFile(path, "utf8"));
  });
  const own = (await readdir(folder))
    .filter((file) => file.endsWith(".svg") && file !== "favicon.svg")
    .map(async (file) => symbol(basename(file, ".svg"), await readFile(join(folder, file), "utf8")));
  const symbols = await Promise.all([...bought, ...own]);
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}
