import { folded } from "../../lib/format/search";

type Person = { id: string; label: string };

/** What is being typed after an `@`, and where that began; null when the caret is not in a mention. */
export function mentionAt(text: string, caret: number): { start: number; wanted: string } | null {
  const found = /(?:^|[\s(])@([^\n@]{0,60})$/.exec(text.slice(0, caret));
  if (found === null) return null;
  const wanted = found[1] ?? "";
  return { start: caret - wanted.length - 1, wanted };
}

/** The people a started mention may mean, blind to diacritics. */
export function matching<One extends Person>(people: One[], wanted: string): One[] {
  const text = folded(wanted.trimStart());
  return people.filter(({ label }) => folded(label).includes(text));
}

/** The text with a mention in place of what was typed of it, and where the caret stands then. */
export function withMention(text: string, caret: number, start: number, label: string) {
  const before = `${text.slice(0, start)}@${label} `;
  return { text: before + text.slice(caret).replace(/^ /, ""), caret: before.length };
}

/** The people a finished text mentions. A longer function wins over a shorter one that begins alike. */
export function mentionedIn(text: string, people: Person[]): string[] {
  let rest = text;
  const found: string[] = [];
  for (const { id, label } of [...people].sort((a, b) => b.label.length - a.label.length)) {
    if (!rest.includes(`@${label}`)) continue;
    rest = rest.replaceAll(`@${label}`, "");
    found.push(id);
  }
  return found;
}

/** A text cut at its mentions, so that they can be shown as such. */
export function partsWithMentions(text: string, labels: string[]): { text: string; isMention: boolean }[] {
  const known = [...labels].sort((a, b) => b.length - a.length).map((label) => `@${label}`);
  const parts: { text: string; isMention: boolean }[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const mention = text[at] === "@" ? known.find((one) => text.startsWith(one, at)) : undefined;
    if (mention === undefined) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== "") parts.push({ text: plain, isMention: false });
    parts.push({ text: mention, isMention: true });
    plain = "";
    at += mention.length;
  }
  if (plain !== "") parts.push({ text: plain, isMention: false });
  return parts;
}
