import { graphql } from "../../../gql";
import type { TenantKind } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Form } from "../../../ui/form/Form";
import { SelectField, TextField } from "../../../ui/form/fields";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { tenantKinds } from "../kinds";

const AddInstitutionDocument = graphql(`
  mutation AddInstitution($input: AddInstitutionInput!) {
    addInstitution(input: $input) {
      institution { id ...PlaceInstitution_institution }
      municipality {
        id
        managedInstitutions {
          id
          slug
          nameRo
          nameEn
          shortName
          kind
          parentId
          retiredAt
          ...PlaceInstitution_institution
        }
      }
    }
  }
`);

/** A new institution, and the person who will administer it: invited as soon as it is there. */
export function AddInstitution({ superiors, onDone }: { superiors: PickerOption[]; onDone: () => void }) {
  const { t } = useI18n("tenancy");
  const add = useMutation(AddInstitutionDocument);
  const key = useIdempotencyKey();
  const form = useForm({
    initial: {
      nameRo: "",
      nameEn: "",
      shortName: "",
      slug: "",
      kind: "PUBLIC_SERVICE" as TenantKind,
      parentId: superiors[0]?.id ?? null,
      administratorEmail: "",
      administratorFunction: t("institutions.administrator.function"),
    },
    check: (values) =>
      (
        [
          ["nameRo", "unit.name.needed"],
          ["shortName", "institutions.shortName.needed"],
          ["slug", "institutions.slug.needed"],
          ["parentId", "institutions.parent.needed"],
          ["administratorEmail", "member.email.needed"],
          ["administratorFunction", "member.name.needed"],
        ] as const
      ).flatMap(([path, message]) => (values[path]?.trim() ? [] : [{ path, message: t(message) }])),
    send: async ({ parentId, ...values }) => {
      const { error } = await add.run({ ...values, parentId: parentId ?? "", idempotencyKey: key.current() });
      if (error !== null) return error;
      key.renew();
      announce(t("institutions.added", { name: values.nameRo, email: values.administratorEmail }));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} submitLabel={t("institutions.add")}>
      <TextField name="nameRo" label={t("tenant.nameRo")} />
      <TextField name="nameEn" label={t("tenant.nameEn")} optional />
      <TextField name="shortName" label={t("tenant.shortName")} help={t("tenant.shortName.help")} />
      <TextField name="slug" label={t("institutions.slug")} help={t("institutions.slug.help")} />
      <SelectField
        name="kind"
        label={t("tenant.kind")}
        options={tenantKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <PickerField name="parentId" label={t("tenant.parent")} options={superiors} />
      <TextField
        name="administratorEmail"
        label={t("institutions.administrator.email")}
        help={t("institutions.administrator.help")}
        type="email"
        autoComplete="off"
      />
      <TextField name="administratorFunction" label={t("institutions.administrator")} />
    </Form>
  );
}
