import { createTheme, type MantineColorsTuple, rem } from "@mantine/core";
import { palette } from "./palette.ts";

const family = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

/** Mantine wants ten shades; the product has one action colour and its hover. */
const action = Array.from({ length: 10 }, () => palette.light.action) as unknown as MantineColorsTuple;

/**
 * The Mantine side of the theme. Colours reach the components as CSS variables (see build/themeCss.ts), so no style
 * element is written at run time and the content security policy needs no exception.
 */
export const theme = createTheme({
  fontFamily: family,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  headings: { fontFamily: family, fontWeight: "600" },
  colors: { action },
  primaryColor: "action",
  defaultRadius: rem(6),
  radius: { xs: rem(6), sm: rem(6), md: rem(6), lg: rem(6), xl: rem(6) },
  spacing: { xs: rem(4), sm: rem(8), md: rem(16), lg: rem(24), xl: rem(32) },
  fontSizes: { xs: rem(14), sm: rem(14), md: rem(16), lg: rem(18), xl: rem(20) },
  lineHeights: { xs: "1.43", sm: "1.43", md: "1.5", lg: "1.56", xl: "1.4" },
  cursorType: "pointer",
  respectReducedMotion: true,
  variantColorResolver: ({ variant, color }) => {
    const chosen = color === "failure" ? "failure" : "action";
    switch (variant) {
      case "filled":
        return {
          background: `var(--${chosen})`,
          hover: `var(--${chosen}-hover, var(--${chosen}))`,
          color: chosen === "action" ? "var(--on-action)" : "var(--surface)",
          border: "1px solid transparent",
        };
      case "subtle":
      case "transparent":
        return {
          background: "transparent",
          hover: "var(--sunken)",
          color: `var(--${chosen})`,
          border: "1px solid transparent",
        };
      default:
        return {
          background: "var(--surface)",
          hover: "var(--sunken)",
          color: chosen === "action" ? "var(--text)" : "var(--failure)",
          border: "1px solid var(--edge)",
        };
    }
  },
});
