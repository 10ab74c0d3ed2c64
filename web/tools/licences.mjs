// Refuses packages under a licence the product may not carry. Read from the lockfile, so it needs no network.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./files.mjs";

const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "CC-BY-3.0",
  "CC-BY-4.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Python-2.0",
  "Unlicense",
]);

const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
const refused = Object.entries(packages)
  .filter(([name]) => name !== "")
  .filter(([, { license }]) => !isAllowed(license))
  .map(([name, { version, license }]) => `${name} ${version}: ${license ?? "no licence stated"}`);

/** `(MIT OR CC0-1.0)` needs one allowed, `A AND B` needs all. */
function isAllowed(licence) {
  if (typeof licence !== "string") return false;
  const text = licence.replace(/[()]/g, "");
  return text.split(" OR ").some((choice) => choice.split(" AND ").every((one) => allowed.has(one.trim())));
}

for (const line of refused) console.error(line);
console.log(`licences: ${Object.keys(packages).length - 1} packages, ${refused.length} refused`);
if (refused.length > 0) process.exit(1);
