import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from "@mantine/core";
import type { Plugin } from "vite";
import { palette, type Scheme } from "../src/ui/theme/palette.ts";
import { theme } from "../src/ui/theme/theme.ts";

const id = "virtual:theme.css";
const unusedShades = /^--mantine-color-(?!action-filled|dark-|gray-|red-)[a-z]+-/;

/** The palette and Mantine's variables as one static style sheet, so that nothing is injected at run time. */
export function themeCss(): Plugin {
  return {
    name: "calitas:theme-css",
    resolveId: { filter: { id: /^virtual:theme\.css$/ }, handler: () => `\0${id}` },
    load: { filter: { id: /^\0virtual:theme\.css$/ }, handler: () => sheet() },
  };
}

function sheet(): string {
  const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  return convertCssVariables(
    {
      variables: used(variables.variables),
      light: { ...used(variables.light), ...roles("light"), ...mantineRoles },
      dark: { ...used(variables.dark), ...roles("dark"), ...mantineRoles },
    },
    ":root",
  );
}

function used(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !unusedShades.test(name)));
}

function roles(scheme: Scheme): Record<string, string> {
  return Object.fromEntries(Object.entries(palette[scheme]).map(([role, hex]) => [`--${role}`, hex]));
}

/** What Mantine's own style sheets ask for, said in the product's roles. */
const mantineRoles = {
  "--mantine-color-body": "var(--page)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-bright": "var(--text)",
  "--mantine-color-dimmed": "var(--muted)",
  "--mantine-color-placeholder": "var(--muted)",
  "--mantine-color-anchor": "var(--action)",
  "--mantine-color-error": "var(--failure)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--sunken)",
  "--mantine-color-default-color": "var(--text)",
  "--mantine-color-default-border": "var(--edge)",
  "--mantine-color-disabled": "var(--sunken)",
  "--mantine-color-disabled-color": "var(--muted)",
  "--mantine-color-disabled-border": "var(--hairline)",
  "--mantine-primary-color-filled": "var(--action)",
  "--mantine-primary-color-filled-hover": "var(--action-hover)",
  "--mantine-primary-color-contrast": "var(--on-action)",
  "--mantine-color-action-filled": "var(--action)",
};
