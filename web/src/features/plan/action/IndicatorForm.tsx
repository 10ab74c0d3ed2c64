import { graphql } from "../../../gql";
import type { IndicatorSection_ActionFragment } from "../../../gql/graphql";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { DecimalField } from "../../../ui/form/DecimalField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import type { ActionCore } from "../fragments";
import { ActionAgain } from "./actionAgain";

const SetIndicator = graphql(`
  mutation SetPlanActionIndicator($input: UpdatePlanActionInput!) {
    updatePlanAction(input: $input) {
      planAction { id version ...IndicatorSection_action ...ActionCore_action }
    }
  }
`);

type Indicator = NonNullable<IndicatorSection_ActionFragment["indicator"]>;
type FormProps = { current: Indicator | null; core: ActionCore; onClose: () => void };

/** What is measured, from where and to where: saved together, because one says nothing without the other. */
export function IndicatorForm({ current, core, onClose }: FormProps) {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const save = useMutation(SetIndicator);
  const isDecimal = (value: string | null) => value === null || /^-?\d+(\.\d+)?$/.test(value);
  const form = useForm({
    thing: { version: core.version, again: () => askAgain(ActionAgain, { id: core.id }) },
    draft: { key: `plan/indicator/${core.id}`, label: `${core.code}: ${t("indicator.title")}` },
    initial: {
      indicator: {
        name: current?.name ?? "",
        unit: current?.unit ?? "",
        baseline: current?.baseline ?? null,
        target: current?.target ?? null,
      },
    },
    check: ({ indicator: given }) => [
      ...(given.name.trim() === "" ? [{ path: "indicator.name", message: t("indicator.name.missing") }] : []),
      ...(given.unit.trim() === "" ? [{ path: "indicator.unit", message: t("indicator.unit.missing") }] : []),
      ...(isDecimal(given.baseline)
        ? []
        : [{ path: "indicator.baseline", message: ui("form.number.wrong") }]),
      ...(isDecimal(given.target) ? [] : [{ path: "indicator.target", message: ui("form.number.wrong") }]),
    ],
    async send(values, expectedVersion) {
      const { error } = await save.run({ id: core.id, expectedVersion, ...values });
      if (error === null) onClose();
      return error;
    },
  });

  async function remove() {
    const { error } = await save.run({ id: core.id, expectedVersion: core.version, indicator: null });
    if (error === null) onClose();
  }

  return (
    <Form
      form={form}
      label={t("indicator.title")}
      submitLabel={t("save")}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          {current !== null && (
            <Button kind="quiet" isBusy={save.isBusy} onClick={() => void remove()}>
              {t("indicator.remove")}
            </Button>
          )}
        </>
      }
    >
      <TextField name="indicator.name" label={t("field.indicator.name")} help={t("indicator.name.help")} />
      <TextField name="indicator.unit" label={t("field.indicator.unit")} help={t("indicator.unit.help")} />
      <DecimalField name="indicator.baseline" label={t("field.indicator.baseline")} optional />
      <DecimalField
        name="indicator.target"
        label={t("field.indicator.target")}
        help={t("indicator.target.help")}
        optional
      />
    </Form>
  );
}
