import type { Icon as Glyph } from "@tabler/icons-react";

type Props = { of: Glyph; size?: number };

/** An icon beside its word: invisible to assistive technology, because the word says it. */
export function Icon({ of: Shape, size = 20 }: Props) {
  return <Shape size={size} stroke={1.75} aria-hidden="true" focusable="false" style={{ flex: "none" }} />;
}
