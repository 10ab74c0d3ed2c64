import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { UnitKind } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { CheckboxField, SelectField, TextField } from "../../../ui/form/fields";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { ThingHistory } from "../../journal/ThingHistory";
import { unitKinds } from "../kinds";

const unitForm = graphql(`
  fragment UnitForm_unit on Unit { id version code nameRo nameEn kind isFirstLevel isRetired parent { id } }
`);

const UnitAgain = graphql(`
  query UnitAgain($id: ID!) { node(id: $id) { id ...UnitForm_unit } }
`);

const CreateUnit = graphql(`
  mutation CreateUnit($input: CreateUnitInput!) {
    createUnit(input: $input) { unit { id ...UnitForm_unit } tenant { id units { id } } }
  }
`);

const UpdateUnit = graphql(`
  mutation UpdateUnit($input: UpdateUnitInput!) {
    updateUnit(input: $input) { unit { id version verification ...UnitForm_unit } tenant { id units { id } } }
  }
`);

type Props = {
  tenantId: string;
  /** Null for a new one. */
  unit: FragmentType<typeof unitForm> | null;
  parents: PickerOption[];
  onDone: () => void;
};

/** A compartment: what it is called, what kind it is, where it stands. */
export function UnitForm({ tenantId, unit, parents, onDone }: Props) {
  const { t } = useI18n("tenancy");
  const data = useFragment(unitForm, unit);
  const create = useMutation(CreateUnit);
  const update = useMutation(UpdateUnit);
  const key = useIdempotencyKey();
  const form = useForm({
    initial: {
      nameRo: data?.nameRo ?? "",
      nameEn: data?.nameEn ?? "",
      code: data?.code ?? "",
      kind: (data?.kind ?? "COMPARTMENT") as UnitKind,
      parentId: data?.parent?.id ?? null,
      isFirstLevel: data?.isFirstLevel ?? false,
    },
    thing: data && { version: data.version, again: () => askAgain(UnitAgain, { id: data.id }) },
    draft: {
      key: `tenancy/unit/${data?.id ?? `new/${tenantId}`}`,
      label: data === null ? t("units.add") : data.nameRo,
    },
    check: ({ nameRo, code }) => [
      ...(nameRo.trim() === "" ? [{ path: "nameRo", message: t("unit.name.needed") }] : []),
      ...(code.trim() === "" ? [{ path: "code", message: t("unit.code.needed") }] : []),
    ],
    send: async (values, expectedVersion) => {
      const { error } =
        data === null
          ? await create.run({ ...values, tenantId, idempotencyKey: key.current() })
          : await update.run({ ...values, id: data.id, expectedVersion });
      if (error !== null) return error;
      key.renew();
      announce(t("unit.saved", { name: values.nameRo }));
      onDone();
      return null;
    },
  });

  async function retire() {
    if (data === null) return;
    const { id, isRetired, nameRo } = data;
    const outcome = await update.run({ id, expectedVersion: data.version, isRetired: !isRetired });
    if (outcome.error !== null) return form.fail(outcome.error);
    const { version } = outcome.data.updateUnit.unit;
    offerUndo({
      text: t(isRetired ? "unit.reinstated" : "unit.retired.done", { name: nameRo }),
      undo: async () => void (await update.run({ id, expectedVersion: version, isRetired })),
    });
    onDone();
  }

  return (
    <>
      <Form
        form={form}
        submitLabel={data === null ? t("units.add") : t("unit.save")}
        actions={
          data !== null && (
            <Button onClick={() => void retire()}>
              {data.isRetired ? t("unit.reinstate") : t("unit.retire")}
            </Button>
          )
        }
      >
        <TextField name="nameRo" label={t("unit.nameRo")} />
        <TextField name="nameEn" label={t("unit.nameEn")} optional />
        <TextField name="code" label={t("unit.code")} help={t("unit.code.help")} />
        <SelectField
          name="kind"
          label={t("unit.kind")}
          options={unitKinds.map((kind) => ({ value: kind, label: t(`unitKind.${kind}`) }))}
        />
        <PickerField
          name="parentId"
          label={t("unit.parent")}
          help={t("unit.parent.help")}
          options={parents}
          optional
        />
        <CheckboxField name="isFirstLevel" label={t("unit.firstLevel")} help={t("unit.firstLevel.help")} />
      </Form>
      {data !== null && <ThingHistory id={data.id} />}
    </>
  );
}
