/**
 * What an installation may set without a new build: public/config.js assigns `globalThis.calitas` before the
 * application starts.
 */
type Settings = {
  graphqlPath: string;
  socketPath: string;
  documents: "trusted" | "text";
  /** Where problems of accessibility are reported: an e-mail address of the operator; empty when there is none. */
  accessibilityContact: string;
};

declare global {
  var calitas: Partial<Settings> | undefined;
}

const given = globalThis.calitas ?? {};

export const settings: Settings = {
  graphqlPath: given.graphqlPath ?? "/graphql",
  socketPath: given.socketPath ?? "/graphql",
  accessibilityContact: given.accessibilityContact ?? "",
  // A development server has no list of trusted documents yet, so it gets the text.
  documents: given.documents ?? (import.meta.env.DEV ? "text" : "trusted"),
};
