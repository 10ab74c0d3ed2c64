import { useWatch } from "react-hook-form";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { RetentionRule } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { ThingHistory } from "../../journal/ThingHistory";

const entryOf = graphql(`
  fragment RetentionClassForm_class on RetentionClass {
    id
    version
    code
    name
    rule
    years
    unit { id }
    inForceFrom
    inForceUntil
    documentCount
    viewerCan { delete { allowed reason } }
  }
`);

const EntryAgain = graphql(`
  query RetentionClassAgain($id: ID!) { node(id: $id) { id ...RetentionClassForm_class } }
`);

const CreateEntry = graphql(`
  mutation CreateRetentionClass($input: CreateRetentionClassInput!) {
    createRetentionClass(input: $input) {
      retentionClass { id }
      tenant { id retentionClasses { id unit { id nameRo nameEn } viewerCan { update { allowed } } ...RetentionClassForm_class } }
    }
  }
`);

const UpdateEntry = graphql(`
  mutation UpdateRetentionClass($input: UpdateRetentionClassInput!) {
    updateRetentionClass(input: $input) { retentionClass { id unit { id nameRo nameEn } ...RetentionClassForm_class } }
  }
`);

const DeleteEntry = graphql(`
  mutation DeleteRetentionClass($input: DeleteRetentionClassInput!) {
    deleteRetentionClass(input: $input) { deletedRetentionClassId tenant { id retentionClasses { id } } }
  }
`);

type Props = {
  tenantId: string;
  /** Null for a new one. */
  entry: FragmentType<typeof entryOf> | null;
  units: PickerOption[];
  onDone: () => void;
};

/** An entry of the nomenclature. What documents were classified by keeps code and term: it is ended instead. */
export function RetentionClassForm({ tenantId, entry, units, onDone }: Props) {
  const { t } = useI18n("retention");
  const data = useFragment(entryOf, entry);
  const create = useMutation(CreateEntry);
  const update = useMutation(UpdateEntry);
  const remove = useMutation(DeleteEntry);
  const key = useIdempotencyKey();
  const isUsed = (data?.documentCount ?? 0) > 0;
  const form = useForm({
    initial: {
      code: data?.code ?? "",
      name: data?.name ?? "",
      rule: (data?.rule ?? "YEARS") as RetentionRule,
      years: data?.years === null || data?.years === undefined ? "" : String(data.years),
      unitId: data?.unit?.id ?? null,
      inForceFrom: (data?.inForceFrom ?? null) as string | null,
      inForceUntil: (data?.inForceUntil ?? null) as string | null,
    },
    thing: data && { version: data.version, again: () => askAgain(EntryAgain, { id: data.id }) },
    draft: {
      key: `retention/class/${data?.id ?? `new/${tenantId}`}`,
      label: data === null ? t("class.add") : data.code,
    },
    check: ({ code, name, rule, years, inForceFrom }) => [
      ...(code.trim() === "" ? [{ path: "code", message: t("class.code.needed") }] : []),
      ...(name.trim() === "" ? [{ path: "name", message: t("class.name.needed") }] : []),
      ...(rule !== "PERMANENT" && !/^\d+$/.test(years.trim())
        ? [{ path: "years", message: t("class.years.needed") }]
        : []),
      ...(inForceFrom ? [] : [{ path: "inForceFrom", message: t("class.inForceFrom.needed") }]),
    ],
    send: async ({ years, inForceFrom, inForceUntil, ...values }, expectedVersion) => {
      const all = {
        ...values,
        years: values.rule === "PERMANENT" ? null : Number(years),
        inForceFrom: inForceFrom ?? "",
        inForceUntil: inForceUntil || null,
      };
      const { error } =
        data === null
          ? await create.run({ ...all, tenantId, idempotencyKey: key.current() })
          : await update.run({ ...all, id: data.id, expectedVersion });
      if (error !== null) return error;
      key.renew();
      announce(t("class.saved", { code: values.code }));
      onDone();
      return null;
    },
  });
  const rule = useWatch({ control: form.hook.control, name: "rule" });

  async function discard() {
    if (data === null) return;
    const { error } = await remove.run({ id: data.id, expectedVersion: data.version });
    if (error !== null) return form.fail(error);
    announce(t("class.deleted", { code: data.code }));
    onDone();
  }

  return (
    <>
      <Form
        form={form}
        submitLabel={data === null ? t("class.add") : t("save")}
        actions={
          data !== null && (
            <Button
              kind="danger"
              isBusy={remove.isBusy}
              disabledReason={data.viewerCan.delete.reason}
              onClick={() => void discard()}
            >
              {t("class.delete")}
            </Button>
          )
        }
      >
        {isUsed && <p className="small muted">{t("class.used", { count: data?.documentCount ?? 0 })}</p>}
        <TextField name="code" label={t("class.code")} help={t("class.code.help")} readOnly={isUsed} />
        <TextField name="name" label={t("class.name")} rows={2} />
        {!isUsed && (
          <>
            <RadioField
              name="rule"
              label={t("class.rule")}
              options={(["YEARS", "COMMISSION", "PERMANENT"] as const).map((value) => ({
                value,
                label: t(`rule.${value}`),
                help: t(`rule.${value}.help`),
              }))}
            />
            {rule !== "PERMANENT" && (
              <TextField
                name="years"
                label={t("class.years")}
                help={t("class.years.help")}
                inputMode="numeric"
              />
            )}
          </>
        )}
        <PickerField name="unitId" label={t("class.unit")} options={units} optional />
        <DateField name="inForceFrom" label={t("class.inForceFrom")} />
        <DateField
          name="inForceUntil"
          label={t("class.inForceUntil")}
          help={t("class.inForceUntil.help")}
          optional
        />
      </Form>
      {data !== null && <ThingHistory id={data.id} />}
    </>
  );
}
