/** What is proposed as the text of several findings that become one: each line once, in their order. */
export function joined(texts: readonly string[]): string {
  const lines = texts.flatMap((text) => text.split("\n")).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))].join("\n");
}
