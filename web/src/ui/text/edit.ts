/** What the buttons of a text do to it: pure changes of what is selected. */

/** A text with what is selected in it. */
export type Selected = { text: string; start: number; end: number };
/** `from` to `to` is replaced; then `start` to `end` of the new text is selected. */
export type Edit = { from: number; to: number; replacement: string; start: number; end: number };

/** Sets marks around what is selected, or takes them off. */
export function toggleMark({ text, start, end }: Selected, mark: "**" | "*"): Edit {
  const [from, to] = withoutBlanks(text, start, end);
  const inner = text.slice(from, to);
  const size = mark.length;
  const before = starsBefore(text, from);
  const after = starsAfter(text, to);
  const isOn = mark === "**" ? before >= 2 && after >= 2 : before % 2 === 1 && after % 2 === 1;
  if (isOn) {
    const replaced = { from: from - size, to: to + size, replacement: inner };
    return { ...replaced, start: from - size, end: from - size + inner.length };
  }
  const replacement = `${mark}${inner}${mark}`;
  return { from, to, replacement, start: from + size, end: from + size + inner.length };
}

/** Makes items of the lines that are touched, or lines of the items. */
export function toggleList({ text, start, end }: Selected, kind: "bullets" | "numbers"): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", Math.max(start, end - 1));
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const own = kind === "bullets" ? /^- +/ : /^\d{1,3}\. +/;
  const isOn =
    lines.some((line) => own.test(line)) && lines.every((line) => line.trim() === "" || own.test(line));
  let count = 0;
  const replacement = lines
    .map((line) => {
      const bare = line.replace(/^(?:- +|\d{1,3}\. +)/, "");
      if (isOn) return bare;
      if (bare.trim() === "" && lines.length > 1) return line;
      count += 1;
      return `${kind === "bullets" ? "-" : `${count}.`} ${bare}`;
    })
    .join("\n");
  const caret = from + replacement.length;
  return { from, to, replacement, start: lines.length > 1 ? from : caret, end: caret };
}

/** The line after an item is the next item; after an empty one the list has ended. Null where nothing is special. */
export function nextItem({ text, start, end }: Selected): Edit | null {
  if (start !== end) return null;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const [whole = "", mark = ""] = /^(- +|\d{1,3}\. +)?.*/.exec(text.slice(from, start)) ?? [];
  if (mark === "") return null;
  if (whole === mark) return { from, to: start, replacement: "", start: from, end: from };
  const next = mark.startsWith("-") ? mark : `${Number.parseInt(mark, 10) + 1}. `;
  const caret = start + 1 + next.length;
  return { from: start, to: start, replacement: `\n${next}`, start: caret, end: caret };
}

/** Makes a link of what is selected; the address is what is typed next. */
export function addLink({ text, start, end }: Selected, words: string): Edit {
  const [from, to] = withoutBlanks(text, start, end);
  const chosen = text.slice(from, to);
  const isAddress = /^(?:https?:\/\/|mailto:)\S+$/i.test(chosen);
  const label = isAddress || chosen === "" ? words : chosen.replace(/\n+/g, " ").replace(/[[\]]/g, "\\$&");
  const href = isAddress ? chosen : "https://";
  const replacement = `[${label}](${href})`;
  const at = isAddress ? from + 1 : from + label.length + 3;
  return { from, to, replacement, start: at, end: at + (isAddress ? label : href).length };
}

/** Marks do not hold at blanks. */
function withoutBlanks(text: string, start: number, end: number): [number, number] {
  const inner = text.slice(start, end);
  if (inner.trim() === "") return [start, end];
  const from = start + inner.length - inner.trimStart().length;
  return [from, from + inner.trim().length];
}

function starsBefore(text: string, at: number): number {
  return /\*{0,3}$/.exec(text.slice(Math.max(0, at - 3), at))?.[0].length ?? 0;
}

function starsAfter(text: string, at: number): number {
  return /^\*{0,3}/.exec(text.slice(at, at + 3))?.[0].length ?? 0;
}
