import type { MantineColorScheme, MantineColorSchemeManager } from "@mantine/core";
import { recall, remember } from "../lib/device";

const known: MantineColorScheme[] = ["light", "dark", "auto"];

/** Keeps the choice of light or dark where public/scheme.js finds it before the first paint. */
export const schemeManager: MantineColorSchemeManager = {
  get: (fallback) => known.find((scheme) => scheme === recall("scheme")) ?? fallback,
  set: (scheme) => remember("scheme", scheme === "auto" ? null : scheme),
  clear: () => remember("scheme", null),
  subscribe: () => {},
  unsubscribe: () => {},
};
