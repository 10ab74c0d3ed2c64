import { NativeSelect } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import type { Autosaved } from "../../../lib/autosave/useAutosave";
import { useI18n } from "../../../lib/i18n";
import { DateInput } from "../../../ui/form/DateInput";
import { DecimalInput } from "../../../ui/form/DecimalInput";
import { LineInput } from "../../../ui/form/LineInput";
import { Picker, type PickerOption } from "../../../ui/form/Picker";
import { Icon } from "../../../ui/Icon";
import { IconAlertTriangle, IconDeviceDesktop } from "../../../ui/icons";
import { labelOf } from "../choices";
import { useActionField, useBudgetField, useDateField, useProgressField } from "../fields/useActionField";
import type { ActionCore } from "../fragments";
import styles from "./cells.module.css";

type Props = { action: ActionCore };

/** A value with the word for where it is, unless the server has it. */
export function Kept<Value>({ saved, children }: { saved: Autosaved<Value>; children: ReactNode }) {
  const { t } = useI18n("plan");
  const kind = saved.state?.kind;
  const isStopped = kind === "conflict" || kind === "refused";
  if (!isStopped && kind !== "waiting" && kind !== "failed") return children;
  return (
    <span className={styles.kept} data-stopped={isStopped}>
      {children}
      <Icon of={isStopped ? IconAlertTriangle : IconDeviceDesktop} size={16} />
      <span className="visually-hidden">{t(`cell.${kind}`)}</span>
    </span>
  );
}

export function TitleEditor({ action }: Props) {
  const { t } = useI18n("plan");
  const saved = useRestorable(useActionField(action, "title", action.title, "text"));
  return (
    <Restoring onKeyDown={saved.onKeyDown}>
      <LineInput
        aria-label={t("field.title")}
        value={saved.value}
        onChange={saved.change}
        onBlur={saved.leave}
      />
    </Restoring>
  );
}

export function DayEditor({ action, field }: Props & { field: "startOn" | "dueOn" }) {
  const { t } = useI18n("plan");
  const saved = useRestorable(useDateField(action, field));
  return (
    <Restoring onKeyDown={saved.onKeyDown}>
      <DateInput
        aria-label={t(`field.${field}`)}
        value={saved.value}
        onChange={saved.change}
        onBlur={saved.leave}
      />
    </Restoring>
  );
}

export function BudgetEditor({ action }: Props) {
  const { t } = useI18n("plan");
  const saved = useRestorable(useBudgetField(action));
  return (
    <Restoring onKeyDown={saved.onKeyDown}>
      <DecimalInput
        aria-label={t("field.budget")}
        unit={t("lei")}
        decimals={2}
        value={saved.value}
        onChange={saved.change}
        onBlur={saved.leave}
      />
    </Restoring>
  );
}

export function ProgressEditor({ action }: Props) {
  const { t } = useI18n("plan");
  const saved = useRestorable(useProgressField(action));
  return (
    <Restoring onKeyDown={saved.onKeyDown}>
      <DecimalInput
        aria-label={t("field.progress")}
        unit="%"
        value={saved.value}
        onChange={saved.change}
        onBlur={saved.leave}
      />
    </Restoring>
  );
}

type PickProps = Props & { field: "responsibleId" | "unitId"; options: PickerOption[]; valueLabel: string };

export function PickEditor({ action, field, options, valueLabel }: PickProps) {
  const { t } = useI18n("plan");
  const id = field === "unitId" ? action.unit?.id : action.responsible?.id;
  const saved = useRestorable(
    useActionField<string | null>(action, field, id ?? null, "choice", {
      show: (id) => labelOf(options, id),
    }),
  );
  return (
    <Restoring onKeyDown={saved.onKeyDown}>
      <Picker
        label={t(`field.${field}`)}
        options={options}
        value={saved.value}
        valueLabel={valueLabel}
        onChange={saved.change}
        onBlur={saved.leave}
      />
    </Restoring>
  );
}

type StatusProps = Props & { onChoose: (status: ActionCore["status"]) => void };

/** The statuses the action may go to; a refused one says why. */
export function StatusEditor({ action, onChoose }: StatusProps) {
  const { t } = useI18n("plan");
  const next = action.nextStatuses.map(({ status, allowed, reason }) => ({
    value: status,
    label: allowed ? t(`status.${status}`) : `${t(`status.${status}`)}: ${reason ?? ""}`,
    disabled: !allowed,
  }));
  return (
    <NativeSelect
      aria-label={t("column.status")}
      data={[{ value: action.status, label: t(`status.${action.status}`) }, ...next]}
      value={action.status}
      onChange={(event) => onChoose(event.currentTarget.value as ActionCore["status"])}
    />
  );
}

function Restoring({
  onKeyDown,
  children,
}: {
  onKeyDown: (event: KeyboardEvent) => void;
  children: ReactNode;
}) {
  // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the input inside
  return <div onKeyDown={onKeyDown}>{children}</div>;
}

/** Escape gives the value back that the cell had when it was entered; leaving the input must not change it again. */
function useRestorable<Value>(saved: Autosaved<Value>) {
  const initial = useRef(saved.value);
  const isOver = useRef(false);
  return {
    ...saved,
    change(next: Value) {
      if (!isOver.current) saved.change(next);
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== "Escape") return;
      isOver.current = true;
      if (saved.value !== initial.current) saved.change(initial.current);
    },
  };
}
