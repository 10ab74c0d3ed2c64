// Lists the source files of the product, for the tools that read them all.
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Paths under `folder` (relative to web/) whose names match, generated code left out. */
export function filesIn(folder, pattern) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes(`${path.sep}src${path.sep}gql${path.sep}`))
    .sort();
}
