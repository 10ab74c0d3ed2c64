import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const source = path.resolve(import.meta.dirname, "../../../web/src");

/** Where the router hangs each kind of page. */
const roots: Record<string, string> = {
  open: "",
  screen: "",
  personal: "",
  tenant: "/i/$t",
  municipality: "/m/$m",
};

/** All addresses of the router, read from the pages' own declarations: one more there is one more here. */
export function routes(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("routes.ts"),
  );
  return files.flatMap((file) => {
    const text = readFileSync(path.join(source, file), "utf8");
    const declared = [...text.matchAll(/parent: (\w+),\s*path: "([^"]*)"/g)];
    const pages = text.match(/\bpageRoute\(/g)?.length ?? 0;
    if (declared.length !== pages) throw new Error(`${file} declares a page in a way that is not read here`);
    return declared.map(([, parent = "", page = ""]) => {
      const root = roots[parent];
      if (root === undefined)
        throw new Error(`${file} hangs a page below ${parent}, which is not known here`);
      return page === "/" ? root || "/" : `${root}/${page}`;
    });
  });
}
