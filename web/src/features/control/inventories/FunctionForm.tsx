import { graphql } from "../../../gql";
import type { ExposureLevel, SensitiveFunctionRowFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { ThingHistory } from "../../journal/ThingHistory";
import { usePeople } from "../people";
import { RetireAct } from "../RetireAct";

const Create = graphql(`
  mutation CreateSensitiveFunction($input: CreateSensitiveFunctionInput!) {
    createSensitiveFunction(input: $input) { tenant { id sensitiveFunctions { id ...SensitiveFunctionRow } } }
  }
`);

const Update = graphql(`
  mutation UpdateSensitiveFunction($input: UpdateSensitiveFunctionInput!) {
    updateSensitiveFunction(input: $input) { sensitiveFunction { id ...SensitiveFunctionRow } }
  }
`);

const Again = graphql(`
  query SensitiveFunctionAgain($id: ID!) { node(id: $id) { id ...SensitiveFunctionRow } }
`);

export const exposures = ["LOW", "MEDIUM", "HIGH"] as const satisfies ExposureLevel[];

type Props = {
  tenantId: string;
  /** Null for a new one. */
  entry: SensitiveFunctionRowFragment | null;
  units: PickerOption[];
  onDone: () => void;
};

/** A sensitive function: what makes it so, who holds it, what is done about it. */
export function FunctionForm({ tenantId, entry, units, onDone }: Props) {
  const { t } = useI18n("control");
  const create = useMutation(Create);
  const update = useMutation(Update);
  const key = useIdempotencyKey();
  const people = usePeople(entry?.holder);
  const label = t(entry === null ? "function.add" : "function.edit");
  const form = useForm({
    initial: {
      name: entry?.name ?? "",
      unitId: entry?.unit.id ?? null,
      factors: entry?.factors ?? "",
      exposure: entry?.exposure ?? ("MEDIUM" as ExposureLevel),
      holderId: entry?.holder?.id ?? null,
      heldSince: entry?.heldSince ?? null,
      measures: entry?.measures ?? "",
      dueOn: entry?.dueOn ?? null,
    },
    thing: entry && { version: entry.version, again: () => askAgain(Again, { id: entry.id }) },
    draft: { key: `control/function/${entry?.id ?? `new/${tenantId}`}`, label },
    check: ({ name, unitId, factors, measures }) => [
      ...(name.trim().length < 3 ? [{ path: "name", message: t("function.name.needed") }] : []),
      ...(unitId ? [] : [{ path: "unitId", message: t("chain.unit.needed") }]),
      ...(factors.trim() === "" ? [{ path: "factors", message: t("function.factors.needed") }] : []),
      ...(measures.trim() === "" ? [{ path: "measures", message: t("function.measures.needed") }] : []),
    ],
    send: async (values, expectedVersion) => {
      const all = {
        name: values.name.trim(),
        unitId: values.unitId ?? "",
        factors: values.factors.trim(),
        exposure: values.exposure,
        holderId: values.holderId || null,
        heldSince: values.heldSince || null,
        measures: values.measures.trim(),
        dueOn: values.dueOn || null,
      };
      const { error } =
        entry === null
          ? await create.run({ ...all, tenantId, idempotencyKey: key.current() })
          : await update.run({ ...all, id: entry.id, expectedVersion });
      if (error !== null) return error;
      key.renew();
      announce(t("function.saved"));
      onDone();
      return null;
    },
  });
  return (
    <>
      <Form form={form} label={label} submitLabel={entry === null ? label : t("save")}>
        <TextField name="name" label={t("function")} help={t("function.name.help")} />
        <PickerField name="unitId" label={t("chain.unit")} options={units} />
        <TextField name="factors" label={t("function.factors")} help={t("function.factors.help")} rows={3} />
        <RadioField
          name="exposure"
          label={t("function.exposure")}
          options={exposures.map((value) => ({ value, label: t(`exposure.${value}`) }))}
        />
        <PickerField name="holderId" label={t("function.holder")} options={people} optional />
        <DateField name="heldSince" label={t("function.heldSince")} optional />
        <TextField
          name="measures"
          label={t("function.measures")}
          help={t("function.measures.help")}
          rows={3}
        />
        <DateField name="dueOn" label={t("chain.dueOn")} help={t("function.dueOn.help")} optional />
      </Form>
      {entry !== null && (
        <>
          <div className="row">
            <RetireAct
              name={entry.name}
              isRetired={entry.isRetired}
              set={async (isRetired) =>
                (await update.run({ id: entry.id, expectedVersion: entry.version, isRetired })).error
              }
            />
          </div>
          <ThingHistory id={entry.id} />
        </>
      )}
    </>
  );
}
