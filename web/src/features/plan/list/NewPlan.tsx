import { useNavigate } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { PlanKind } from "../../../gql/graphql";
import { useMutation } from "../../../lib/api/useMutation";
import { parseDate, todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { SelectField, TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { RichTextField } from "../../../ui/form/RichTextField";
import { useForm } from "../../../ui/form/useForm";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { useChoices } from "../choices";
import { useHere } from "../here";
import { planKinds } from "../words";

const CreatePlan = graphql(`
  mutation CreatePlan($input: CreatePlanInput!) {
    createPlan(input: $input) { planEdge { node { id code ...PlanCore_plan } } }
  }
`);

type Values = {
  title: string;
  kind: PlanKind;
  description: string;
  periodStart: string | null;
  periodEnd: string | null;
  unitId: string | null;
  ownerId: string | null;
};

/** Begins a plan as a draft; what was typed stays on this device until it is created. */
export function NewPlan() {
  const { t } = useI18n("plan");
  const here = useHere();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchState();
  const { people, units } = useChoices();
  const create = useMutation(CreatePlan);
  const key = useIdempotencyKey();
  const year = Number(todayInBucharest().slice(0, 4)) + 1;

  const form = useForm<Values>({
    draft: { key: `plan/new/${here.id}`, label: t("plan.new") },
    initial: {
      title: "",
      // A list that shows one kind only begins one of it.
      kind: planKinds.find((kind) => kind === textOf(search.kind)) ?? "IMPROVEMENT",
      description: "",
      periodStart: `${year}-01-01`,
      periodEnd: `${year}-12-31`,
      unitId: null,
      ownerId: null,
    },
    check: ({ title, periodStart, periodEnd }) => [
      ...(title.trim().length < 3 ? [{ path: "title", message: t("new.plan.missing") }] : []),
      ...[
        { path: "periodStart", day: periodStart },
        { path: "periodEnd", day: periodEnd },
      ]
        .filter(({ day }) => day === null || parseDate(day) === undefined)
        .map(({ path }) => ({ path, message: t("plan.period.wrong") })),
      ...(isBackwards(periodStart, periodEnd)
        ? [{ path: "periodEnd", message: t("plan.period.order") }]
        : []),
    ],
    async send({ periodStart, periodEnd, ...values }) {
      const input = {
        ...values,
        tenantId: here.id,
        periodStart: periodStart ?? "",
        periodEnd: periodEnd ?? "",
        idempotencyKey: key.current(),
      };
      const { data, error } = await create.run(input);
      if (error !== null) return error;
      await navigate({ to: `/i/${here.slug}/plans/${data.createPlan.planEdge.node.id}` as string });
      return null;
    },
  });

  return (
    <FormPanel title={t("plan.new")} onClose={() => setSearch({ new: undefined })}>
      <Form
        form={form}
        submitLabel={t("plan.create")}
        actions={
          <Button kind="quiet" onClick={() => setSearch({ new: undefined })}>
            {t("close")}
          </Button>
        }
      >
        <TextField name="title" label={t("plan.title")} />
        <SelectField
          name="kind"
          label={t("plan.kind")}
          options={planKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <DateField name="periodStart" label={t("plan.periodStart")} />
        <DateField name="periodEnd" label={t("plan.periodEnd")} />
        <RichTextField name="description" label={t("plan.description")} rows={4} />
        <PickerField name="unitId" label={t("plan.unitId")} options={units} optional />
        <PickerField name="ownerId" label={t("plan.ownerId")} options={people} optional />
      </Form>
    </FormPanel>
  );
}

function isBackwards(start: string | null, end: string | null): boolean {
  const [from, to] = [start && parseDate(start), end && parseDate(end)];
  return Boolean(from && to && to < from);
}
