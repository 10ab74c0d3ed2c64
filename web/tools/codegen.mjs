// Turns schema.graphql and the documents written in src/ into src/gql/: the types, the typed `graphql()` function, the
// documents the product runs, by name for the build and by hash for the server's list of trusted ones, and which types
// stand behind each interface and union, for the cache.
// The generator's own command line is left out: it brings four hundred packages for fetching schemas from elsewhere.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { buildASTSchema, isAbstractType, Kind, parse, visit } from "graphql";
import { documentsIn } from "./documents.mjs";
import { filesIn, root } from "./files.mjs";

const schemaPath = process.env.CALITAS_SCHEMA ?? path.join(root, "../schema.graphql");
const out = path.join(root, "src/gql/");

const schema = parse(readFileSync(schemaPath, "utf8"));
const built = buildASTSchema(schema);
const documents = filesIn("src", /\.tsx?$/).flatMap((location) =>
  documentsIn(readFileSync(location, "utf8")).map(({ text }) => ({
    location,
    rawSDL: text,
    document: withTypenames(parse(text)),
  })),
);

/** The cache needs the type of every object. The root is left as it is: a subscription may have one root field only. */
function withTypenames(document) {
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };
  return visit(document, {
    SelectionSet(node, _key, parent) {
      if (parent?.kind === Kind.OPERATION_DEFINITION) return undefined;
      return { ...node, selections: [typename, ...node.selections] };
    },
  });
}

const sections = await preset.buildGeneratesSection({
  baseOutputDir: out,
  schema,
  schemaAst: built,
  documents,
  documentTransforms: [],
  config: {
    scalars: {
      ID: "string",
      Date: "string",
      DateTime: "string",
      Decimal: "string",
    },
    strictScalars: true,
    useTypeImports: true,
    enumType: "string-literal",
    nonOptionalTypename: true,
    skipTypeNameForRoot: true,
    arrayInputCoercion: false,
  },
  presetConfig: {
    fragmentMasking: { unmaskFunctionName: "useFragment" },
    persistedDocuments: { hashAlgorithm: "sha256" },
  },
  plugins: [],
  pluginMap: {},
});

// Generated in full before anything is removed: a mistake in a document leaves the last good state.
const written = await Promise.all(
  sections.map(async (section) => [section.filename, await codegen(section)]),
);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [filename, content] of written) writeFileSync(filename, content);

const trusted = JSON.parse(readFileSync(path.join(out, "persisted-documents.json"), "utf8"));
const byName = {};
for (const [id, text] of Object.entries(trusted)) {
  const { name } = parse(text).definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (name === undefined) throw new Error(`a document has no name: ${text}`);
  if (byName[name.value]) throw new Error(`two documents are called ${name.value}`);
  byName[name.value] = { id, text };
}
writeFileSync(path.join(out, "documents.json"), JSON.stringify(byName, null, 2));
const possible = Object.values(built.getTypeMap())
  .filter(isAbstractType)
  .map((type) => [type.name, built.getPossibleTypes(type).map(({ name }) => name)]);
writeFileSync(path.join(out, "possible-types.json"), JSON.stringify(Object.fromEntries(possible), null, 2));
console.log(`${documents.length} documents, ${Object.keys(trusted).length} of them operations`);
