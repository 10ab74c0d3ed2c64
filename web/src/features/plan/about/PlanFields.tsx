import { graphql } from "../../../gql";
import { type Autosaved, useAutosave } from "../../../lib/autosave/useAutosave";
import { dayInWords, parseDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { SavedDate, SavedPick, SavedText } from "../../../ui/autosave/fields";
import { SavedRichText } from "../../../ui/autosave/SavedRichText";
import { plainText } from "../../../ui/text/parse";
import { labelOf, useChoices } from "../choices";
import type { PlanCore } from "../fragments";
import { useHere } from "../here";
import styles from "./PlanFields.module.css";

const UpdatePlan = graphql(`
  mutation UpdatePlan($input: UpdatePlanInput!) {
    updatePlan(input: $input) { plan { id version ...PlanCore_plan } }
  }
`);

type Field = "title" | "description" | "periodStart" | "periodEnd" | "unitId" | "ownerId";

/** What a plan says about itself; each field saves itself. */
export function PlanFields({ plan }: { plan: PlanCore }) {
  const { t } = useI18n("plan");
  const { people, units } = useChoices();
  const title = useField(plan, "title", plan.title, "text");
  const description = useField(plan, "description", plan.description, "text", { show: plainText });
  const start = useDay(plan, "periodStart");
  const end = useDay(plan, "periodEnd");
  const unit = useField<string | null>(plan, "unitId", plan.unit?.id ?? null, "choice", {
    show: (id) => labelOf(units, id),
  });
  const owner = useField<string | null>(plan, "ownerId", plan.owner?.id ?? null, "choice", {
    show: (id) => labelOf(people, id),
  });
  return (
    <div className={styles.fields}>
      <SavedText saved={title} label={t("plan.title")} />
      <SavedRichText saved={description} label={t("plan.description")} rows={5} />
      <div className={styles.pair}>
        <SavedDate saved={start} label={t("plan.periodStart")} />
        <SavedDate saved={end} label={t("plan.periodEnd")} />
      </div>
      <SavedPick
        saved={unit}
        label={t("plan.unitId")}
        options={units}
        valueLabel={plan.unit === null ? "" : localName(plan.unit)}
      />
      <SavedPick
        saved={owner}
        label={t("plan.ownerId")}
        options={people}
        valueLabel={plan.owner?.displayName ?? ""}
      />
    </div>
  );
}

function useField<Value>(
  plan: PlanCore,
  field: Field,
  value: Value,
  kind: "text" | "choice",
  more: { check?: (value: Value) => string | undefined; show?: (value: Value) => string } = {},
): Autosaved<Value> {
  const { t } = useI18n("plan");
  const here = useHere();
  return useAutosave<Value>({
    object: { id: plan.id, version: plan.version, tenantId: here.id },
    field,
    value,
    document: UpdatePlan,
    place: {
      label: `${plan.code}: ${t(`plan.${field}`)}`,
      href: `/i/${here.slug}/plans/${plan.id}?view=about`,
    },
    kind,
    ...more,
  });
}

/** A plan always has both days: an emptied field says so and is not sent. */
function useDay(plan: PlanCore, field: "periodStart" | "periodEnd"): Autosaved<string | null> {
  const { t } = useI18n("plan");
  return useField<string | null>(plan, field, plan[field], "choice", {
    check: (day) => (day !== null && parseDate(day) !== undefined ? undefined : t("plan.period.wrong")),
    show: dayInWords,
  });
}
