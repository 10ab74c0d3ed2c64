// The gate of the texts: both languages complete, the same values in both, nothing unused, no cedilla letters, no
// forbidden word, plural forms whole.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "@messageformat/parser";
import { filesIn, root } from "./files.mjs";

const faults = [];
const fault = (file, text) => faults.push(`${path.relative(root, file)}: ${text}`);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));

/** Words that have a better one (see the design's chapter on language). */
const forbidden = {
  ro: [
    /\b(submit|task|dashboard|deadline|update|link|click)\b/i,
    /eroare necunoscută|câmp invalid|câmp(uri)? obligatori|\bhopa\b|sunteți sigur|\butilizatorul/i,
    /\bevidențe(le)?\b|\blocați(e|a|i)\b|\bsuport(ul)?\b|vă rugăm/i,
    /\baudit\b(?! (iso|public intern))/i,
    /["']/,
  ],
  en: [/\b(click|whoops|oops|are you sure|invalid field|unknown error)\b/i, /["']/],
};
const cedilla = /[\u015E\u015F\u0162\u0163]/;

const code = filesIn("src", /\.tsx?$/)
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .map((file) => [file, readFileSync(file, "utf8")]);

for (const [file, text] of [
  ...code,
  ...filesIn("public", /./).map((one) => [one, readFileSync(one, "utf8")]),
]) {
  if (cedilla.test(text)) fault(file, "ş or ţ with cedilla: write ș ț with comma below");
}

for (const roFile of filesIn("src", /^ro\.json$/)) {
  const enFile = roFile.replace(/ro\.json$/, "en.json");
  const texts = { ro: read(roFile), en: read(enFile) };
  for (const [language, file] of [
    ["ro", roFile],
    ["en", enFile],
  ]) {
    const other = language === "ro" ? texts.en : texts.ro;
    for (const key of Object.keys(other)) {
      if (!(key in texts[language])) fault(file, `${key} is missing`);
    }
    for (const [key, text] of Object.entries(texts[language])) check(file, language, key, text, other[key]);
  }
  unused(roFile, Object.keys(texts.ro));
}

function check(file, language, key, text, other) {
  if (typeof text !== "string" || text.trim() === "") return fault(file, `${key} is empty`);
  if (cedilla.test(text)) fault(file, `${key} has ş or ţ with cedilla`);
  for (const words of forbidden[language]) {
    // An apostrophe in English is the typographic one; ICU quoting is not used.
    const found = words.exec(text);
    if (found) fault(file, `${key} has „${found[0]}”`);
  }
  const plurals = [];
  const names = namesIn(parse(text), plurals);
  const wanted = language === "ro" ? ["one", "few", "other"] : ["one", "other"];
  for (const { arg, keys } of plurals) {
    const missing = wanted.filter((form) => !keys.includes(form));
    if (missing.length > 0) fault(file, `${key}: plural of ${arg} lacks ${missing.join(", ")}`);
  }
  if (other !== undefined && language === "ro") {
    const differ = [...names].sort().join() !== [...namesIn(parse(other), [])].sort().join();
    if (differ) fault(file, `${key} takes other values than its twin`);
  }
}

function namesIn(tokens, plurals, names = new Set()) {
  for (const token of tokens) {
    if (token.arg) names.add(token.arg);
    if (token.type === "plural") plurals.push({ arg: token.arg, keys: token.cases.map((one) => one.key) });
    for (const one of token.cases ?? []) namesIn(one.tokens, plurals, names);
  }
  return names;
}

/** A key counts as used when the namespace's code names it, or names the part before a variable (`status.${...}`). */
function unused(roFile, keys) {
  const namespace = roFile.split(path.sep).at(-3);
  const own = code.filter(([, text]) => text.includes(`"${namespace}"`)).map(([, text]) => text);
  const all = own.join("\n");
  const prefixes = [...all.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]);
  for (const key of keys) {
    if (!all.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix)))
      fault(roFile, `${key} is not used`);
  }
}

for (const line of faults) console.error(line);
console.log(faults.length === 0 ? "texts: complete in both languages" : `texts: ${faults.length} faults`);
if (faults.length > 0) process.exit(1);
