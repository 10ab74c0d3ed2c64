import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { IndicatorSection_ActionFragment } from "../../../gql/graphql";
import { useMutation } from "../../../lib/api/useMutation";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { DecimalField } from "../../../ui/form/DecimalField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import type { ActionCore } from "../fragments";
import { useOfflineReason } from "../here";
import { Measurements } from "./Measurements";

const indicator = graphql(`
  fragment IndicatorSection_action on PlanAction {
    id
    indicator { name unit baseline target latest latestOn }
    viewerCan { measure { allowed reason } }
    ...Measurements_action
  }
`);

const SetIndicator = graphql(`
  mutation SetPlanActionIndicator($input: UpdatePlanActionInput!) {
    updatePlanAction(input: $input) {
      planAction { id version ...IndicatorSection_action ...ActionCore_action }
    }
  }
`);

type Props = { action: FragmentType<typeof indicator>; core: ActionCore };
type Indicator = NonNullable<IndicatorSection_ActionFragment["indicator"]>;

/** What shows the effect of the action: what is measured, from where, to where, and what was measured. */
export function IndicatorSection({ action, core }: Props) {
  const { t } = useI18n("plan");
  const { number, shortDate } = useFormat();
  const data = useFragment(indicator, action);
  const [isEditing, setEditing] = useState(false);
  const offline = useOfflineReason();
  const { indicator: current } = data;
  const canDefine = core.viewerCan.define.allowed;
  const amount = (value: string | null) =>
    value === null ? null : `${number(value)} ${current?.unit ?? ""}`;
  return (
    <Section
      title={t("indicator.title")}
      actions={
        canDefine &&
        !isEditing && (
          <Button small disabledReason={offline} onClick={() => setEditing(true)}>
            {current === null ? t("indicator.define") : t("indicator.edit")}
          </Button>
        )
      }
    >
      <Card>
        <div className="stack">
          {isEditing ? (
            <IndicatorForm current={current} core={core} onClose={() => setEditing(false)} />
          ) : current === null ? (
            <p className="muted">{t("indicator.none")}</p>
          ) : (
            <Facts
              facts={[
                { label: t("field.indicator.name"), value: current.name },
                { label: t("field.indicator.baseline"), value: amount(current.baseline) },
                { label: t("field.indicator.target"), value: amount(current.target) },
                {
                  label: t("field.indicator.latest"),
                  value:
                    current.latest === null
                      ? t("indicator.notMeasured")
                      : current.latestOn === null
                        ? amount(current.latest)
                        : t("indicator.on", {
                            value: amount(current.latest) ?? "",
                            date: shortDate(current.latestOn),
                          }),
                },
              ]}
            />
          )}
          {current !== null && !isEditing && (
            <Measurements action={data} unit={current.unit} canMeasure={data.viewerCan.measure} />
          )}
        </div>
      </Card>
    </Section>
  );
}

type FormProps = { current: Indicator | null; core: ActionCore; onClose: () => void };

function IndicatorForm({ current, core, onClose }: FormProps) {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const save = useMutation(SetIndicator);
  const isDecimal = (value: string | null) => value === null || /^-?\d+(\.\d+)?$/.test(value);
  const form = useForm({
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
    async send(values) {
      const { error } = await save.run({ id: core.id, expectedVersion: core.version, ...values });
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
