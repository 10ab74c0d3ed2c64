/**
 * The few marks of longer texts: paragraphs, `**bold**`, `*italic*`, lists of one level, `[text](https://…)`. What is not
 * well-formed stays as it was typed. The same text gives the same blocks on paper: `tests/markup/cases.json` holds both
 * to it, `tests/markup/README.md` says the rules.
 */

/** A run of text that is set in one way. A line end in it begins a new line. */
export type Run = { text: string; bold?: true; italic?: true; href?: string };

export type Block =
  | { kind: "paragraph"; runs: Run[] }
  | { kind: "bullets"; items: Run[][] }
  /** Numbered from `start` on. */
  | { kind: "numbers"; start: number; items: Run[][] };

type Lines =
  | { kind: "paragraph"; items: string[] }
  | { kind: "bullets"; items: string[] }
  | { kind: "numbers"; start: number; items: string[] };

export function parse(text: string): Block[] {
  return linesOf(text).map((block) => {
    const items = block.items.map(runsOf);
    if (block.kind === "paragraph") return { kind: "paragraph", runs: items[0] ?? [] };
    if (block.kind === "bullets") return { kind: "bullets", items };
    return { kind: "numbers", start: block.start, items };
  });
}

/** The text without its marks, for where there is only one line or no emphasis. */
export function plainText(text: string): string {
  const join = (runs: Run[]) => runs.map((run) => run.text).join("");
  return parse(text)
    .map((block) => {
      if (block.kind === "paragraph") return join(block.runs);
      return block.items
        .map((item, at) => `${block.kind === "bullets" ? "-" : `${block.start + at}.`} ${join(item)}`)
        .join("\n");
    })
    .join("\n\n");
}

/** Blocks end at blank lines; a list begins with its first item, and ends with the first line that is none. */
function linesOf(text: string): Lines[] {
  const blocks: Lines[] = [];
  let open: Lines | null = null;
  for (const typed of text.split(/\r\n|\r|\n/)) {
    const line = typed.replace(/[ \t]+$/, "");
    const begun: Lines | null = line === "" ? null : beginning(line, open);
    if (begun !== null) blocks.push(begun);
    if (begun !== null || line === "") open = begun;
    else if (open !== null) goOn(open, line);
  }
  return blocks;
}

/** The block that a line begins; null when it belongs to the one that is open. */
function beginning(line: string, open: Lines | null): Lines | null {
  const bullet = bulletIn(line);
  if (bullet !== undefined) return open?.kind === "bullets" ? null : { kind: "bullets", items: [bullet] };
  const item = numberIn(line);
  if (item !== null) {
    if (open?.kind === "numbers" && item.number === open.start + open.items.length) return null;
    // In the middle of a paragraph „art.⏎14. din lege” is no list.
    if (open?.kind !== "paragraph" || item.number === 1)
      return { kind: "numbers", start: item.number, items: [item.text] };
  }
  const belongs = open !== null && (open.kind === "paragraph" || line.startsWith("  "));
  return belongs ? null : { kind: "paragraph", items: [trimmed(line)] };
}

function goOn(open: Lines, line: string): void {
  const item =
    open.kind === "bullets" ? bulletIn(line) : open.kind === "numbers" ? numberIn(line)?.text : undefined;
  if (item === undefined) open.items.push(`${open.items.pop()}\n${trimmed(line)}`);
  else open.items.push(item);
}

const bulletIn = (line: string) => /^- +(.*)$/.exec(line)?.[1];
const trimmed = (line: string) => line.replace(/^[ \t]+/, "");

function numberIn(line: string): { number: number; text: string } | null {
  const [, digits, text] = /^(\d{1,3})\. +(.*)$/.exec(line) ?? [];
  return text === undefined ? null : { number: Number(digits), text };
}

type Token =
  | { kind: "text"; text: string; href?: string }
  /** One to three asterisks: which marks begin or end here is found out by looking at all of them. */
  | {
      kind: "stars";
      count: number;
      opens: boolean;
      closes: boolean;
      begins: Mark[];
      ends: Mark[];
      href?: string;
    };
type Mark = "bold" | "italic";

const blank = /[ \t\n\u00A0\u202F]/;
const wordly = /[\p{Alphabetic}\p{N}]/u;

function runsOf(text: string): Run[] {
  const tokens = tokensOf([...text]);
  pair(tokens, "bold");
  pair(tokens, "italic");
  const runs: Run[] = [];
  const on = { bold: false, italic: false };
  const say = (said: string, href: string | undefined) => {
    if (said === "") return;
    const last = runs.at(-1);
    if (last && Boolean(last.bold) === on.bold && Boolean(last.italic) === on.italic && last.href === href) {
      last.text += said;
      return;
    }
    runs.push({
      text: said,
      ...(on.bold ? { bold: true } : {}),
      ...(on.italic ? { italic: true } : {}),
      ...(href === undefined ? {} : { href }),
    });
  };
  for (const token of tokens) {
    if (token.kind === "text") {
      say(token.text, token.href);
      continue;
    }
    const used = [...token.begins, ...token.ends].reduce((sum, mark) => sum + widthOf(mark), 0);
    for (const mark of token.ends) on[mark] = false;
    say("*".repeat(token.count - used), token.href);
    for (const mark of token.begins) on[mark] = true;
  }
  return runs;
}

const widthOf = (mark: Mark) => (mark === "bold" ? 2 : 1);

/** Each beginning with the nearest end after it. */
function pair(tokens: Token[], mark: Mark): void {
  let begun: Extract<Token, { kind: "stars" }> | null = null;
  for (const token of tokens) {
    if (token.kind === "text" || (token.count !== widthOf(mark) && token.count !== 3)) continue;
    if (begun !== null && token.closes) {
      begun.begins.push(mark);
      token.ends.push(mark);
      begun = null;
    } else if (token.opens) {
      begun = token;
    }
  }
}

/** What an escape takes its meaning from. */
const marks = new Set("\\*[]()-.");

function tokensOf(letters: string[], href?: string): Token[] {
  const tokens: Token[] = [];
  const link = href === undefined ? {} : { href };
  let plain = "";
  const flush = () => {
    if (plain !== "") tokens.push({ kind: "text", text: plain, ...link });
    plain = "";
  };
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] as string;
    const next = letters[at + 1];
    if (letter === "\\" && next !== undefined && marks.has(next)) {
      plain += next;
      at += 1;
    } else if (letter === "*") {
      let end = at;
      while (letters[end] === "*") end += 1;
      const stars = starsAt(letters, at, end);
      if (stars === null) plain += "*".repeat(end - at);
      else {
        flush();
        tokens.push({ ...stars, ...link });
      }
      at = end - 1;
    } else if (letter === "[" && href === undefined) {
      const found = linkAt(letters, at);
      if (found === null) plain += letter;
      else {
        flush();
        tokens.push(...tokensOf(letters.slice(at + 1, found.close), found.href));
        at = found.end;
      }
    } else plain += letter;
  }
  flush();
  return tokens;
}

/** Asterisks begin something before a letter and end it after one, but never inside a word: 2*3*4. */
function starsAt(letters: string[], at: number, end: number): Extract<Token, { kind: "stars" }> | null {
  const [before = "\n", after = "\n"] = [letters[at - 1], letters[end]];
  const opens = !blank.test(after) && !wordly.test(before);
  const closes = !blank.test(before) && !wordly.test(after);
  if (end - at > 3 || !(opens || closes)) return null;
  return { kind: "stars", count: end - at, opens, closes, begins: [], ends: [] };
}

const address = /^(?:https?:\/\/[^/]|mailto:.)/i;

/** `[text](address)` on one line, without brackets in the text or parentheses in the address. */
function linkAt(letters: string[], at: number): { href: string; close: number; end: number } | null {
  let close = at + 1;
  while (close < letters.length && !/[[\]\n]/.test(letters[close] as string)) {
    close += letters[close] === "\\" ? 2 : 1;
  }
  if (letters[close] !== "]" || close === at + 1 || letters[close + 1] !== "(") return null;
  let end = close + 2;
  while (end < letters.length && !/[\s()<>"\\\p{Cc}]/u.test(letters[end] as string)) end += 1;
  const href = letters.slice(close + 2, end).join("");
  return letters[end] === ")" && address.test(href) ? { href, close, end } : null;
}
