import { readFileSync } from "node:fs";
import { type DefinitionNode, Kind, parse, print, stripIgnoredCharacters } from "graphql";
import type { Plugin } from "vite";
import { documentsIn, operationName } from "../tools/documents.mjs";

const prepared = new URL("../src/gql/documents.json", import.meta.url);
const fragmentModule = "virtual:graphql-fragment/";

/**
 * Replaces each graphql(`...`) by the document that codegen prepared: the hash under which the server trusts it and its
 * text for the cache. So a route's documents travel in the route's own chunk. A fragment is text of its own: many
 * documents share one, and it travels once.
 */
export function graphqlDocuments(): Plugin {
  return {
    name: "calitas:graphql-documents",
    enforce: "pre",
    resolveId: { filter: { id: /^virtual:graphql-fragment\// }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:graphql-fragment\// },
      handler: (id) => `export default ${JSON.stringify(fragment(id.slice(fragmentModule.length + 1)))};`,
    },
    transform: {
      filter: { id: { include: /\/src\/.*\.tsx?$/, exclude: /\/src\/gql\// }, code: "graphql(`" },
      handler(code) {
        const byName = documents();
        const fragments = new Set<string>();
        let result = "";
        let from = 0;
        for (const { text, start, end } of documentsIn(code)) {
          const name = operationName(text);
          const known = name === undefined ? undefined : byName[name];
          if (name !== undefined && known === undefined)
            this.error(`${name} is not generated: run npm run codegen`);
          const value = known ? trusted(known, fragments) : "undefined";
          // The line count is kept, so positions in messages stay right without a source map of this step.
          const lines = "\n".repeat(code.slice(start, end).split("\n").length - 1);
          result += code.slice(from, start) + value + lines;
          from = end;
        }
        if (from === 0) return null;
        const imports = [...fragments].map(
          (name) => `import ${variable(name)} from "${fragmentModule}${name}";`,
        );
        return {
          code: [
            result + code.slice(from),
            'import { trustedDocument } from "/src/lib/api/trustedDocument.ts";',
            ...imports,
          ].join("\n"),
          map: null,
        };
      },
    },
  };
}

type Prepared = { id: string; text: string };

function documents(): Record<string, Prepared> {
  return JSON.parse(readFileSync(prepared, "utf8")) as Record<string, Prepared>;
}

/** The call that makes a document of its own text and the texts of its fragments. */
function trusted({ id, text }: Prepared, fragments: Set<string>): string {
  const parts = parse(text).definitions.map((definition) => {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return JSON.stringify(compact(definition));
    fragments.add(definition.name.value);
    return variable(definition.name.value);
  });
  return `trustedDocument(${JSON.stringify(id)}, ${parts.join(' + " " + ')})`;
}

function fragment(name: string): string {
  for (const { text } of Object.values(documents())) {
    const found = parse(text).definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    if (found !== undefined) return compact(found);
  }
  throw new Error(`no document uses the fragment ${name}`);
}

function compact(definition: DefinitionNode): string {
  return stripIgnoredCharacters(print(definition));
}

function variable(fragmentName: string): string {
  return `__fragment_${fragmentName}`;
}
