// Finds the GraphQL documents written as graphql(`...`) in a TypeScript text.
const call = /\bgraphql\(\s*`(\s*(?:fragment|query|mutation|subscription)\s[^`]*)`\s*,?\s*\)/g;

/** Every document with its place in the text. */
export function documentsIn(code) {
  return [...code.matchAll(call)].map((match) => ({
    text: match[1],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The name of the query, mutation or subscription; undefined for a fragment. */
export function operationName(text) {
  return /^\s*(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
}
