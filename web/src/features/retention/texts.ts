import type ro from "./locales/ro.json";

declare module "../../lib/i18n" {
  interface Catalogues {
    retention: keyof typeof ro;
  }
}
