// Weighs the script of the first load and of each page (gzip) and fails when one is over its budget.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./files.mjs";

const firstLoadKb = 200;
const pageKb = 40;

const dist = path.join(root, "dist");
const manifest = JSON.parse(readFileSync(path.join(dist, ".vite/manifest.json"), "utf8"));

/** The script files a chunk needs at once: itself and what it imports statically. */
function needed(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) needed(next, seen);
  return seen;
}

function weigh(keys) {
  const bytes = [...keys]
    .map((key) => path.join(dist, `${manifest[key].file}.gz`))
    .filter((file) => file.endsWith(".js.gz") && existsSync(file))
    .reduce((sum, file) => sum + readFileSync(file).length, 0);
  return bytes / 1024;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = needed(entry);
// The texts of the frame in one language are fetched at once, too.
for (const texts of ["src/ui/locales/ro.json", "src/app/locales/ro.json"]) needed(texts, first);

const rows = [["first load", weigh(first), firstLoadKb]];
for (const key of Object.keys(manifest).filter((key) => /Page\.tsx$/.test(key))) {
  const own = new Set([...needed(key)].filter((one) => !first.has(one)));
  rows.push([path.basename(key, ".tsx"), weigh(own), pageKb]);
}

let isOver = false;
for (const [name, kb, budget] of rows) {
  if (kb > budget) isOver = true;
  console.log(`${kb > budget ? "OVER" : "ok  "} ${kb.toFixed(1).padStart(7)} of ${budget} KB  ${name}`);
}
if (isOver) process.exit(1);
