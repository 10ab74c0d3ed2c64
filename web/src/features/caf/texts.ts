import type ro from "./locales/ro.json";

declare module "../../lib/i18n" {
  interface Catalogues {
    caf: keyof typeof ro;
  }
}
