import { createContext } from "react";

/** A field that somebody else changed while it was being changed here. */
export type Clash = { theirs: unknown; changedBy: string | null; changedAt: string | null };
export type Clashes = Readonly<Record<string, Clash>>;

/** What the fields of a form learn of its clashes, by their names. */
export const FormClashes = createContext<{
  clashes: Clashes;
  settle: (name: string, choice: "yours" | "theirs" | { keep: unknown }) => void;
}>({ clashes: {}, settle: () => {} });
