import { Suspense } from "react";
import type { Autosaved } from "../../../lib/autosave/useAutosave";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { SavedChoice, SavedDate, SavedDecimal, SavedPick, SavedText } from "../../../ui/autosave/fields";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { plainText } from "../../../ui/text/parse";
import { labelOf, useChoices } from "../choices";
import type { ActionCore } from "../fragments";
import { useActionField, useBudgetField, useDateField, useProgressField } from "./useActionField";

const SavedRichText = lazily(() => import("../../../ui/autosave/SavedRichText"), "SavedRichText");

export const fieldNames = [
  "title",
  "description",
  "responsibleId",
  "unitId",
  "startOn",
  "dueOn",
  "budget",
  "impact",
  "effort",
  "progress",
] as const;
export type FieldName = (typeof fieldNames)[number];

type Props = { action: ActionCore };

/** One field of an action that saves itself, with its conflict and its refusal. */
export function ActionField({ action, field }: Props & { field: FieldName }) {
  switch (field) {
    case "title":
      return <TitleField action={action} />;
    case "description":
      return <DescriptionField action={action} />;
    case "responsibleId":
      return <ResponsibleField action={action} />;
    case "unitId":
      return <UnitField action={action} />;
    case "startOn":
    case "dueOn":
      return <DayField action={action} field={field} />;
    case "budget":
      return <BudgetField action={action} />;
    case "impact":
    case "effort":
      return <GradeField action={action} field={field} />;
    case "progress":
      return <ProgressField action={action} />;
  }
}

function TitleField({ action }: Props) {
  const { t } = useI18n("plan");
  const saved = useActionField(action, "title", action.title, "text");
  return <SavedText saved={saved} label={t("field.title")} />;
}

function DescriptionField({ action }: Props) {
  const { t } = useI18n("plan");
  const saved = useActionField(action, "description", action.description, "text", { show: plainText });
  return (
    <Suspense fallback={<SkeletonLines count={6} />}>
      <SavedRichText saved={saved} label={t("field.description")} rows={5} />
    </Suspense>
  );
}

function ResponsibleField({ action }: Props) {
  const { t } = useI18n("plan");
  const { people } = useChoices();
  const saved = useActionField<string | null>(
    action,
    "responsibleId",
    action.responsible?.id ?? null,
    "choice",
    { show: (id) => labelOf(people, id) },
  );
  const valueLabel = action.responsible?.displayName ?? "";
  return (
    <SavedPick saved={saved} label={t("field.responsibleId")} options={people} valueLabel={valueLabel} />
  );
}

function UnitField({ action }: Props) {
  const { t } = useI18n("plan");
  const { units } = useChoices();
  const saved = useActionField<string | null>(action, "unitId", action.unit?.id ?? null, "choice", {
    show: (id) => labelOf(units, id),
  });
  const valueLabel = action.unit === null ? "" : localName(action.unit);
  return <SavedPick saved={saved} label={t("field.unitId")} options={units} valueLabel={valueLabel} />;
}

function DayField({ action, field }: Props & { field: "startOn" | "dueOn" }) {
  const { t } = useI18n("plan");
  return <SavedDate saved={useDateField(action, field)} label={t(`field.${field}`)} />;
}

function BudgetField({ action }: Props) {
  const { t } = useI18n("plan");
  return (
    <SavedDecimal saved={useBudgetField(action)} label={t("field.budget")} unit={t("lei")} decimals={2} />
  );
}

function ProgressField({ action }: Props) {
  const { t } = useI18n("plan");
  return <SavedDecimal saved={useProgressField(action)} label={t("field.progress")} unit="%" />;
}

/** 1 to 5, in words; the number alone says nothing about which end is which. */
function GradeField({ action, field }: Props & { field: "impact" | "effort" }) {
  const { t } = useI18n("plan");
  const saved = useActionField<number | null>(action, field, action[field], "choice", {
    show: (grade) => (grade === null ? t("grade.none") : t(`grade.${grade}` as "grade.1")),
  });
  const asChoice: Autosaved<string | null> = {
    ...saved,
    value: saved.value === null ? null : String(saved.value),
    change: (value) => saved.change(value === null ? null : Number(value)),
    resolve: (choice) =>
      saved.resolve(choice === "theirs" ? choice : ({ keep: choice.keep && Number(choice.keep) } as never)),
  };
  const grades = ["1", "2", "3", "4", "5"] as const;
  const options = [
    { value: "", label: t("grade.none") },
    ...grades.map((value) => ({ value, label: t(`grade.${value}`) })),
  ];
  return <SavedChoice saved={asChoice} label={t(`field.${field}`)} options={options} />;
}
