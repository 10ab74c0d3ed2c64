import { readFileSync } from "node:fs";
import { stripIgnoredCharacters } from "graphql";
import type { Plugin } from "vite";
import { documentsIn, operationName } from "../tools/documents.mjs";

/**
 * Replaces each graphql(`...`) by the document that codegen prepared: the hash under which the server trusts it and its
 * text for the cache. So a route's documents travel in the route's own chunk; fragments cost nothing at run time.
 */
export function graphqlDocuments(): Plugin {
  const prepared = new URL("../src/gql/documents.json", import.meta.url);
  return {
    name: "calitas:graphql-documents",
    enforce: "pre",
    transform: {
      filter: { id: { include: /\/src\/.*\.tsx?$/, exclude: /\/src\/gql\// }, code: "graphql(`" },
      handler(code) {
        const byName = JSON.parse(readFileSync(prepared, "utf8")) as Record<
          string,
          { id: string; text: string }
        >;
        let result = "";
        let from = 0;
        for (const { text, start, end } of documentsIn(code)) {
          const name = operationName(text);
          const known = name === undefined ? undefined : byName[name];
          if (name !== undefined && known === undefined)
            this.error(`${name} is not generated: run npm run codegen`);
          const value = known
            ? `trustedDocument(${JSON.stringify(known.id)}, ${JSON.stringify(stripIgnoredCharacters(known.text))})`
            : "undefined";
          // The line count is kept, so positions in messages stay right without a source map of this step.
          const lines = "\n".repeat(code.slice(start, end).split("\n").length - 1);
          result += code.slice(from, start) + value + lines;
          from = end;
        }
        if (from === 0) return null;
        return {
          code: `${result}${code.slice(from)}\nimport { trustedDocument } from "/src/lib/api/trustedDocument.ts";`,
          map: null,
        };
      },
    },
  };
}
