import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../lib/format/useFormat";
import { type Say, useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Deadline } from "../../../ui/Deadline";
import { Progress } from "../../../ui/Progress";
import type { GridColumn } from "../../../ui/table/DataGrid";
import { ActionStatus } from "../ActionStatus";
import type { Choices } from "../choices";
import { useActionField, useBudgetField, useDateField, useProgressField } from "../fields/useActionField";
import type { ActionCore, ActionRow } from "../fragments";
import { useHere } from "../here";
import { isSettled } from "../words";
import {
  BudgetEditor,
  DayEditor,
  Kept,
  PickEditor,
  ProgressEditor,
  StatusEditor,
  TitleEditor,
} from "./cells";
import styles from "./cells.module.css";

type Props = { action: ActionCore };

/** Columns that may be hidden; the first one always stays. */
export const hideable = [
  "status",
  "due",
  "responsible",
  "progress",
  "unit",
  "start",
  "priority",
  "budget",
] as const;

type Options = {
  t: Say<"plan">;
  /** Why nothing can be moved now; fields are kept on the device and need no connection. */
  offline: string | null;
  choices: Choices;
  onStatus: (action: ActionCore, status: ActionCore["status"]) => void;
};

/** The columns of a list of actions, most of them edited in place by those who may. */
export function actionColumns({ t, offline, choices, onStatus }: Options): GridColumn<ActionRow>[] {
  const defined = (action: ActionCore) => {
    const { allowed, reason } = action.viewerCan.define;
    return allowed ? null : (reason ?? "");
  };
  return [
    {
      key: "title",
      header: t("column.title"),
      file: [
        { title: t("column.code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
      ],
      sortKey: "title",
      cell: (action) => <TitleCell action={action} />,
      editor: (action) => <TitleEditor action={action} />,
      lockedReason: defined,
    },
    {
      key: "status",
      header: t("column.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`status.${status}`) },
      sortKey: "status",
      priority: 1,
      cell: (action) => <ActionStatus status={action.status} />,
      editor: (action) => <StatusEditor action={action} onChoose={(status) => onStatus(action, status)} />,
      lockedReason: ({ nextStatuses }) =>
        nextStatuses.some(({ allowed }) => allowed)
          ? offline
          : (nextStatuses.find(({ reason }) => reason)?.reason ?? t("cell.noNext")),
    },
    {
      key: "due",
      header: t("column.due"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      sortKey: "due",
      priority: 1,
      cell: (action) => <DueCell action={action} />,
      editor: (action) => <DayEditor action={action} field="dueOn" />,
      lockedReason: defined,
    },
    {
      key: "responsible",
      header: t("column.responsible"),
      file: { kind: "TEXT", value: ({ responsible }) => responsible?.displayName ?? null },
      sortKey: "responsible",
      priority: 2,
      cell: (action) => <PersonCell action={action} people={choices.people} />,
      editor: (action) => (
        <PickEditor
          action={action}
          field="responsibleId"
          options={choices.people}
          valueLabel={action.responsible?.displayName ?? ""}
        />
      ),
      lockedReason: defined,
    },
    {
      key: "progress",
      header: t("column.progress"),
      file: { kind: "PERCENT", value: ({ progress }) => progress },
      sortKey: "progress",
      priority: 3,
      cell: (action) => <ProgressCell action={action} />,
      editor: (action) => <ProgressEditor action={action} />,
      lockedReason: ({ status, viewerCan }) =>
        !viewerCan.report.allowed
          ? (viewerCan.report.reason ?? "")
          : status === "IN_PROGRESS"
            ? null
            : t("field.progress.onlyInWork"),
    },
    {
      key: "unit",
      header: t("column.unit"),
      file: { kind: "TEXT", value: ({ unit }) => unit && localName(unit) },
      priority: 4,
      cell: (action) => <UnitCell action={action} units={choices.units} />,
      editor: (action) => (
        <PickEditor
          action={action}
          field="unitId"
          options={choices.units}
          valueLabel={action.unit === null ? "" : localName(action.unit)}
        />
      ),
      lockedReason: defined,
    },
    {
      key: "start",
      header: t("column.start"),
      file: { kind: "DATE", value: ({ startOn }) => startOn },
      priority: 4,
      cell: (action) => <StartCell action={action} />,
      editor: (action) => <DayEditor action={action} field="startOn" />,
      lockedReason: defined,
    },
    {
      key: "priority",
      header: t("column.priority"),
      file: { kind: "TEXT", value: ({ priority }) => (priority === null ? null : t(`priority.${priority}`)) },
      sortKey: "priority",
      priority: 4,
      cell: ({ priority }) => (priority === null ? "–" : t(`priority.${priority}`)),
    },
    {
      key: "budget",
      header: t("column.budget"),
      file: { kind: "MONEY", value: ({ budget }) => budget },
      sortKey: "budget",
      isNumeric: true,
      priority: 4,
      cell: (action) => <BudgetCell action={action} />,
      editor: (action) => <BudgetEditor action={action} />,
      lockedReason: defined,
    },
  ];
}

function TitleCell({ action }: Props) {
  const { slug } = useHere();
  const saved = useActionField(action, "title", action.title, "text");
  return (
    <Kept saved={saved}>
      <span className={styles.title}>
        <span className={styles.code}>{action.code}</span>
        <Link to={`/i/${slug}/actions/${action.id}`}>{saved.value}</Link>
      </span>
    </Kept>
  );
}

function DueCell({ action }: Props) {
  const saved = useDateField(action, "dueOn");
  const isDate = saved.state?.kind !== "refused";
  return (
    <Kept saved={saved}>
      {saved.value === null ? (
        "–"
      ) : isDate ? (
        <Deadline dueOn={saved.value} isSettled={isSettled(action.status)} isBare />
      ) : (
        saved.value
      )}
    </Kept>
  );
}

function StartCell({ action }: Props) {
  const { shortDate } = useFormat();
  const saved = useDateField(action, "startOn");
  const isDate = saved.state?.kind !== "refused";
  return (
    <Kept saved={saved}>{saved.value === null ? "–" : isDate ? shortDate(saved.value) : saved.value}</Kept>
  );
}

function PersonCell({ action, people }: Props & { people: Choices["people"] }) {
  const own = action.responsible;
  const saved = useActionField<string | null>(action, "responsibleId", own?.id ?? null, "choice");
  return <Kept saved={saved}>{nameOf(saved.value, own && { ...own, label: own.displayName }, people)}</Kept>;
}

function UnitCell({ action, units }: Props & { units: Choices["units"] }) {
  const own = action.unit;
  const saved = useActionField<string | null>(action, "unitId", own?.id ?? null, "choice");
  return <Kept saved={saved}>{nameOf(saved.value, own && { ...own, label: localName(own) }, units)}</Kept>;
}

function ProgressCell({ action }: Props) {
  const { t } = useI18n("plan");
  const saved = useProgressField(action);
  const value = Number(saved.value);
  return (
    <Kept saved={saved}>
      {Number.isInteger(value) ? <Progress value={value} label={t("column.progress")} /> : saved.value}
    </Kept>
  );
}

function BudgetCell({ action }: Props) {
  const { money } = useFormat();
  const saved = useBudgetField(action);
  const isAmount = saved.state?.kind !== "refused";
  return (
    <Kept saved={saved}>{saved.value === null ? "–" : isAmount ? money(saved.value) : saved.value}</Kept>
  );
}

type Named = { id: string; label: string };

/** The name of what is chosen, also while the server does not know of it yet. */
function nameOf(id: string | null, own: Named | null, options: Named[]): string {
  if (id === null) return "–";
  return (own?.id === id ? own : options.find((option) => option.id === id))?.label ?? "…";
}
