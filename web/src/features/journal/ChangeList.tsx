import type { ReactNode } from "react";
import { useI18n } from "../../lib/i18n";
import { InlineText } from "../../ui/text/InlineText";
import { inlineRuns } from "../../ui/text/inline";
import { type FieldChange, isPlanField, type KnownField, kindOf, readable } from "./changes";
import styles from "./History.module.css";
import { useChangeWords } from "./useChangeWords";

type Props<One extends FieldChange> = {
  changes: One[];
  /** Whose fields: a plan and an action call some of them differently. */
  of?: Subject;
  /** What stands behind a change: the way back to the earlier value. */
  after?: (change: One) => ReactNode;
};

/** Field by field: what was, what is. */
export function ChangeList<One extends FieldChange>({ changes, of = "action", after }: Props<One>) {
  const { t } = useI18n("plan");
  const words = useChangeWords();
  const say = (field: KnownField, value: string | null) =>
    value && kindOf(field) === "rich" ? <InlineText runs={inlineRuns(value)} /> : words(field, value);
  const name = useFieldName(of);
  return (
    <dl className={styles.changes}>
      {readable(changes).map((change) => (
        <div key={`${change.field} ${change.old} ${change.new}`}>
          <dt>{name(change.field)}</dt>
          <dd>
            {change.old !== null && (
              <>
                <span className={styles.old}>
                  <span className="visually-hidden">{t("history.old")} </span>
                  {say(change.field, change.old)}
                </span>{" "}
                <span aria-hidden="true">→</span>{" "}
              </>
            )}
            <span className={styles.now}>
              <span className="visually-hidden">{t("history.new")} </span>
              {say(change.field, change.new)}
            </span>
            {after?.(change)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export type Subject = "plan" | "action" | "thing";

/** What a field is called where it is edited. */
export function useFieldName(of: Subject): (field: KnownField) => string {
  const { t } = useI18n("plan");
  const { t: journal } = useI18n("journal");
  return (field) => {
    if (!isPlanField(field)) return journal(`field.${field}`);
    if (of === "plan" && (field === "title" || field === "description" || field === "unitId"))
      return t(`plan.${field}`);
    return t(`field.${field}`);
  };
}
