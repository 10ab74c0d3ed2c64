import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

/**
 * Compiles the texts of src/<part>/locales/<language>.json while building, so that the browser carries no parser.
 * A text's id is its namespace (the folder that holds `locales`) and its key: `plan` + `row.due` is `plan.row.due`.
 */
export function catalogues(): Plugin {
  return {
    name: "calitas:catalogues",
    enforce: "pre",
    transform: {
      filter: { id: /\/locales\/(ro|en)\.json$/ },
      handler(code, file) {
        const namespace = file.split("/").at(-3);
        const texts = JSON.parse(code) as Record<string, string>;
        const compiled = Object.entries(texts).map(([key, text]) => [
          `${namespace}.${key}`,
          compileMessage(text),
        ]);
        return { code: JSON.stringify(Object.fromEntries(compiled)), map: null };
      },
    },
  };
}
