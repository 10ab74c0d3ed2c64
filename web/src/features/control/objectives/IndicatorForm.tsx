import type { IndicatorDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { DecimalField } from "../../../ui/form/DecimalField";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { CreateIndicator, IndicatorAgain, UpdateIndicator } from "./operations";

type Props = {
  /** Null for a new one. */
  indicator: IndicatorDetailFragment | null;
  objectiveId: string;
  /** The activity it measures; null for one of the objective itself. */
  activityId: string | null;
  onDone: (id: string) => void;
  onCancel: () => void;
};

const isDecimal = (value: string | null) => value !== null && /^-?\d+(\.\d+)?$/.test(value);

/** What is measured, from where and to where. */
export function IndicatorForm({ indicator, objectiveId, activityId, onDone, onCancel }: Props) {
  const { t } = useI18n("control");
  const { t: ui } = useI18n("ui");
  const create = useMutation(CreateIndicator);
  const update = useMutation(UpdateIndicator);
  const key = useIdempotencyKey();
  const label = t(indicator === null ? "indicator.add" : "indicator.edit");
  const form = useForm({
    initial: {
      name: indicator?.name ?? "",
      measuredIn: indicator?.measuredIn ?? "",
      direction: indicator?.direction ?? "UP",
      baseline: indicator?.baseline ?? null,
      target: indicator?.target ?? null,
      dueOn: indicator?.dueOn ?? null,
    },
    thing: indicator && {
      version: indicator.version,
      again: () => askAgain(IndicatorAgain, { id: indicator.id }),
    },
    draft: { key: `control/indicator/${indicator?.id ?? `new/${activityId ?? objectiveId}`}`, label },
    check: ({ name, measuredIn, baseline, target }) => [
      ...(name.trim().length < 3 ? [{ path: "name", message: t("indicator.name.needed") }] : []),
      ...(measuredIn.trim() === ""
        ? [{ path: "measuredIn", message: t("indicator.measuredIn.needed") }]
        : []),
      ...(baseline && !isDecimal(baseline) ? [{ path: "baseline", message: ui("form.number.wrong") }] : []),
      ...(isDecimal(target) ? [] : [{ path: "target", message: ui("form.number.wrong") }]),
    ],
    send: async (values, expectedVersion) => {
      const all = {
        name: values.name.trim(),
        measuredIn: values.measuredIn.trim(),
        direction: values.direction,
        baseline: values.baseline || null,
        target: values.target ?? "",
        dueOn: values.dueOn || null,
      };
      if (indicator !== null) {
        const { error } = await update.run({ ...all, id: indicator.id, expectedVersion });
        if (error !== null) return error;
        announce(t("indicator.saved"));
        onDone(indicator.id);
        return null;
      }
      const { data, error } = await create.run({
        ...all,
        objectiveId,
        activityId,
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      announce(t("indicator.saved"));
      onDone(data.createControlIndicator.controlIndicator.id);
      return null;
    },
  });
  return (
    <Form
      form={form}
      label={label}
      submitLabel={indicator === null ? label : t("save")}
      actions={
        <Button kind="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
      }
    >
      <TextField name="name" label={t("indicator.name")} help={t("indicator.name.help")} />
      <TextField name="measuredIn" label={t("indicator.measuredIn")} help={t("indicator.measuredIn.help")} />
      <RadioField
        name="direction"
        label={t("indicator.direction")}
        options={(["UP", "DOWN"] as const).map((value) => ({
          value,
          label: t(`indicator.direction.${value}`),
        }))}
      />
      <DecimalField
        name="baseline"
        label={t("indicator.baseline")}
        help={t("indicator.baseline.help")}
        optional
      />
      <DecimalField name="target" label={t("indicator.target")} help={t("indicator.target.help")} />
      <DateField name="dueOn" label={t("chain.dueOn")} help={t("indicator.dueOn.help")} optional />
    </Form>
  );
}
