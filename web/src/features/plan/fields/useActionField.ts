import { graphql } from "../../../gql";
import { type Autosaved, useAutosave } from "../../../lib/autosave/useAutosave";
import { dayInWords, parseDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import type { ActionCore } from "../fragments";
import { useHere } from "../here";

const UpdateAction = graphql(`
  mutation UpdatePlanAction($input: UpdatePlanActionInput!) {
    updatePlanAction(input: $input) {
      planAction { id version ...ActionCore_action }
      plan { id ...PlanFigures_plan }
    }
  }
`);

export { UpdateAction };

/** A field of an action that saves itself, the same on its page and in the table. */
export function useActionField<Value>(
  action: ActionCore,
  field: string,
  value: Value,
  kind: "text" | "choice",
  more: { check?: (value: Value) => string | undefined; show?: (value: Value) => string } = {},
): Autosaved<Value> {
  const { t } = useI18n("plan");
  const here = useHere();
  return useAutosave<Value>({
    object: { id: action.id, version: action.version, tenantId: here.id },
    field,
    value,
    document: UpdateAction,
    place: {
      label: `${action.code}: ${t(`field.${field}` as "field.title")}`,
      href: `/i/${here.slug}/actions/${action.id}`,
    },
    kind,
    ...more,
  });
}

/** Texts that are no dates stay in the field: the server could not even read them. */
export function useDateField(action: ActionCore, field: "startOn" | "dueOn"): Autosaved<string | null> {
  const { t } = useI18n("ui");
  return useActionField<string | null>(action, field, action[field], "choice", {
    check: (date) => (date === null || parseDate(date) !== undefined ? undefined : t("form.date.wrong")),
    show: dayInWords,
  });
}

export function useBudgetField(action: ActionCore): Autosaved<string | null> {
  const { t } = useI18n("plan");
  return useActionField<string | null>(action, "budget", action.budget, "choice", {
    check: (amount) =>
      amount === null || /^\d+(\.\d{1,2})?$/.test(amount) ? undefined : t("field.budget.wrong"),
  });
}

/** Progress is a whole number for the server and a typed text for the field. */
export function useProgressField(action: ActionCore): Autosaved<string | null> {
  const { t } = useI18n("plan");
  const saved = useActionField<number | string | null>(action, "progress", action.progress, "choice", {
    check: (value) =>
      typeof value === "number" && value >= 0 && value <= 100 ? undefined : t("field.progress.wrong"),
  });
  const toNumber = (text: string | null) => (text !== null && /^\d{1,3}$/.test(text) ? Number(text) : text);
  return {
    ...saved,
    value: saved.value === null ? null : String(saved.value),
    change: (text) => saved.change(toNumber(text)),
    resolve: (choice) => saved.resolve(choice === "theirs" ? choice : { keep: toNumber(choice.keep) }),
  };
}
