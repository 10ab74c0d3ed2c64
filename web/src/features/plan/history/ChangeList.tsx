import type { ReactNode } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { purposes } from "../../../lib/purpose";
import { actionStatuses, planKinds, planStatuses, sourceKinds } from "../words";
import { type FieldChange, type KnownField, kindOf, readable } from "./changes";
import styles from "./History.module.css";

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
  const say = useChangeWords();
  const name = useFieldName(of);
  return (
    <dl className={styles.changes}>
      {readable(changes).map((change) => (
        <div key={change.field}>
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

export type Subject = "plan" | "action";

/** What a field is called where it is edited. */
export function useFieldName(of: Subject): (field: KnownField) => string {
  const { t } = useI18n("plan");
  return (field) => {
    if (of === "plan" && (field === "title" || field === "description" || field === "unitId"))
      return t(`plan.${field}`);
    return t(`field.${field}`);
  };
}

/** Values of the journal as people read them. */
export function useChangeWords(): (field: string, value: string | null) => string {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const { shortDate, money, number, percent } = useFormat();
  return (field, value) => {
    if (value === null || value === "") return t("history.empty");
    switch (kindOf(field)) {
      case "date":
        return /^\d{4}-\d{2}-\d{2}$/.test(value) ? shortDate(value) : value;
      case "money":
        return money(value);
      case "percent":
        return percent(Number(value));
      case "flag":
        return value === "true" ? t("history.yes") : t("history.no");
      case "grade":
        return number(value);
      case "planKind": {
        const known = planKinds.find((one) => one === value);
        return known ? t(`kind.${known}`) : value;
      }
      case "purpose": {
        const known = purposes.find((one) => one === value);
        return known ? t(`purpose.${known}`) : value;
      }
      case "source": {
        const known = sourceKinds.find((one) => one === value);
        return known ? t(`source.${known}`) : value;
      }
      case "status": {
        const known = actionStatuses.find((one) => one === value);
        if (known) return t(`status.${known}`);
        const ofPlan = planStatuses.find((one) => one === value);
        return ofPlan ? ui(`status.${ofPlan}`) : value;
      }
      default:
        return value;
    }
  };
}
