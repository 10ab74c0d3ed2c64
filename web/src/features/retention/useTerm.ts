import type { RetentionRule } from "../../gql/graphql";
import { useI18n } from "../../lib/i18n";
import "./texts";

/** How long, in words: „5 ani”, „10 ani, C.S.”, „permanent”. */
export function useTerm() {
  const { t } = useI18n("retention");
  return ({ rule, years }: { rule: RetentionRule; years: number | null }): string =>
    t(`term.${rule}`, { years: years ?? 0 });
}
