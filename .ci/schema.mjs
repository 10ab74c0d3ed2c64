// Checks schema.graphql with graphql-js, the reference implementation: valid, described, and breaking nobody unannounced.
// Usage: node .ci/schema.mjs schema.graphql .ci/schema-published.graphql schema-changes.md
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../web/package.json", import.meta.url));
const { buildSchema, findBreakingChanges, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType } =
  require("graphql");

const [currentFile, publishedFile, changesFile] = process.argv.slice(2);
const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

const faults = check();
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);

function check() {
  try {
    // Building also validates: names, interfaces, defaults.
    const current = buildSchema(read(currentFile));
    return [...undescribed(current), ...unannounced(current, read(publishedFile), read(changesFile))];
  } catch (error) {
    return [`${currentFile} is not a valid schema: ${error.message}`];
  }
}

/** Types, fields and enum values without a description that is a sentence. */
function* undescribed(schema) {
  const sentence = (text) => /\S.*[.)]$/s.test(text?.trim() ?? "");
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || ["String", "Int", "Float", "Boolean", "ID"].includes(type.name)) continue;
    if (!sentence(type.description)) yield `${type.name} has no description that ends with a period`;
    const parts = isEnumType(type) ? type.getValues() : hasFields(type) ? Object.values(type.getFields()) : [];
    for (const part of parts) {
      if (!sentence(part.description)) yield `${type.name}.${part.name} has no description that ends with a period`;
    }
  }
}

function hasFields(type) {
  return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
}

/** What breaks those who rely on the published schema and is not listed. */
function* unannounced(schema, published, changes) {
  if (published === "") {
    console.log("no schema was published yet, so nothing can break it");
    return;
  }
  for (const { description } of findBreakingChanges(buildSchema(published), schema)) {
    if (!changes.includes(description)) {
      yield `breaks published clients: ${description} Keep it, or list this sentence in ${changesFile}.`;
    }
  }
}
