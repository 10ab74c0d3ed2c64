import { useWatch } from "react-hook-form";
import { graphql } from "../../gql";
import type { CafDisclosure, CafScoringMethod } from "../../gql/graphql";
import { announce } from "../../lib/announce";
import { askAgain } from "../../lib/api/askAgain";
import { useMutation } from "../../lib/api/useMutation";
import { todayInBucharest } from "../../lib/format/date";
import { useI18n } from "../../lib/i18n";
import { useIdempotencyKey } from "../../lib/useIdempotencyKey";
import { DateField } from "../../ui/form/DateField";
import { Form } from "../../ui/form/Form";
import { RadioField, TextField } from "../../ui/form/fields";
import { PickerField } from "../../ui/form/PickerField";
import { useForm } from "../../ui/form/useForm";
import type { Assessment } from "./fragments";
import { useHere } from "./here";
import { AssessmentAgain, UpdateAssessment } from "./operations";
import { usePeople } from "./people";
import { type UnitChoice, UnitsField } from "./UnitsField";
import { disclosures, methods } from "./words";

const Create = graphql(`
  mutation CreateCafAssessment($input: CreateCafAssessmentInput!) {
    createCafAssessment(input: $input) {
      cafAssessment { id }
      tenant { id cafAssessments { id ...CafRow_assessment } }
    }
  }
`);

type Props = {
  /** Null for a new one. */
  assessment: Assessment | null;
  /** Who leads it unless somebody else is chosen. */
  ownPlace: string | null;
  units: UnitChoice[];
  onDone: (id: string) => void;
};

/** What an assessment is about: its year, what it covers, how it is scored, who leads it. */
export function AssessmentForm({ assessment, ownPlace, units, onDone }: Props) {
  const { t } = useI18n("caf");
  const { id: tenantId } = useHere();
  const create = useMutation(Create);
  const update = useMutation(UpdateAssessment);
  const key = useIdempotencyKey();
  const people = usePeople({ chosen: assessment?.coordinator ?? null });
  const year = todayInBucharest().slice(0, 4);
  const label = t(assessment === null ? "new.title" : "edit.title");
  const isMethodOpen = assessment === null || assessment.status === "PREPARATION";
  const isDisclosureOpen = isMethodOpen || assessment?.status === "SCORING";
  const form = useForm({
    initial: {
      year: assessment === null ? year : String(assessment.year),
      title: assessment?.title ?? t("new.name", { year }),
      scope: (assessment?.units.length ? "CHOSEN" : "ALL") as "ALL" | "CHOSEN",
      unitIds: assessment?.units.map(({ id }) => id) ?? [],
      method: (assessment?.method ?? "") as CafScoringMethod | "",
      disclosure: assessment?.disclosure ?? ("ANONYMOUS" as CafDisclosure),
      coordinatorId: assessment?.coordinator?.id ?? ownPlace,
      dueOn: assessment?.dueOn ?? (null as string | null),
      note: assessment?.note ?? "",
    },
    thing: assessment && {
      version: assessment.version,
      again: () => askAgain(AssessmentAgain, { id: assessment.id }),
    },
    draft: { key: `caf/assessment/${assessment?.id ?? `new/${tenantId}`}`, label },
    check: (values) => [
      ...(/^\d{4}$/.test(values.year.trim()) ? [] : [{ path: "year", message: t("year.needed") }]),
      ...(values.title.trim().length >= 3 ? [] : [{ path: "title", message: t("title.needed") }]),
      ...(values.scope === "CHOSEN" && values.unitIds.length === 0
        ? [{ path: "unitIds", message: t("units.needed") }]
        : []),
      ...(values.method === "" ? [{ path: "method", message: t("method.needed") }] : []),
      ...(values.coordinatorId ? [] : [{ path: "coordinatorId", message: t("coordinator.needed") }]),
    ],
    send: async ({ scope, method, disclosure, ...values }, expectedVersion) => {
      const shared = {
        year: Number(values.year),
        title: values.title.trim(),
        note: values.note.trim() || null,
        coordinatorId: values.coordinatorId ?? "",
        dueOn: values.dueOn || null,
      };
      const covered = { unitIds: scope === "ALL" ? [] : values.unitIds };
      if (assessment === null) {
        const { data, error } = await create.run({
          ...shared,
          ...covered,
          tenantId,
          method: method as CafScoringMethod,
          disclosure,
          idempotencyKey: key.current(),
        });
        if (error !== null) return error;
        key.renew();
        announce(t("new.done"));
        onDone(data.createCafAssessment.cafAssessment.id);
        return null;
      }
      const { error } = await update.run({
        ...shared,
        ...(isMethodOpen ? { ...covered, method: method as CafScoringMethod } : {}),
        ...(isDisclosureOpen ? { disclosure } : {}),
        id: assessment.id,
        expectedVersion,
      });
      if (error !== null) return error;
      announce(t("edit.done"));
      onDone(assessment.id);
      return null;
    },
  });
  const scope = useWatch({ control: form.hook.control, name: "scope" });
  return (
    <Form form={form} label={label} submitLabel={assessment === null ? label : t("save")}>
      <TextField name="year" label={t("year")} help={t("year.help")} inputMode="numeric" />
      <TextField name="title" label={t("title")} />
      {isMethodOpen && (
        <>
          <RadioField
            name="scope"
            label={t("scope")}
            options={(["ALL", "CHOSEN"] as const).map((value) => ({ value, label: t(`scope.${value}`) }))}
          />
          {scope === "CHOSEN" && <UnitsField name="unitIds" label={t("units")} options={units} />}
          <RadioField
            name="method"
            label={t("method")}
            help={t("method.fixed")}
            options={methods.map((value) => ({
              value,
              label: t(`method.${value}`),
              help: t(`method.${value}.help`),
            }))}
          />
        </>
      )}
      {isDisclosureOpen && (
        <RadioField
          name="disclosure"
          label={t("disclosure")}
          options={disclosures.map((value) => ({
            value,
            label: t(`disclosure.${value}`),
            help: t(`disclosure.${value}.help`),
          }))}
        />
      )}
      <PickerField
        name="coordinatorId"
        label={t("coordinator")}
        help={t("coordinator.help")}
        options={people}
      />
      <DateField name="dueOn" label={t("dueOn")} help={t("dueOn.help")} optional />
      <TextField name="note" label={t("note")} help={t("note.help")} rows={3} optional />
    </Form>
  );
}
