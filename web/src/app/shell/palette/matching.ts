import { folded } from "../../../lib/format/search";
import type { Command } from "./commands";

/** Those that have every word, each as the beginning of one; diacritics and capitals do not matter. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const wanted = wordsOf(text);
  return commands.filter(({ label, hint }) => {
    const words = wordsOf(`${label} ${hint ?? ""}`);
    return wanted.every((one) => words.some((word) => word.startsWith(one)));
  });
}

function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
