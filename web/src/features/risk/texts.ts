import type ro from "./locales/ro.json";

declare module "../../lib/i18n" {
  interface Catalogues {
    risk: keyof typeof ro;
  }
}
