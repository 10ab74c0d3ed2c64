import { useController, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { FieldClash } from "../../../ui/form/FieldClash";
import { useFieldId } from "../../../ui/form/fieldId";
import { SelectField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import styles from "./RolesField.module.css";
import { roles as allRoles, differenceOf, type RoleGrant, roleInputOf } from "./roles";

const rolesField = graphql(`
  fragment RolesField_role on RoleDescription { role isInstitutionWide permissions { permission sentence } }
`);

const ownRoles = graphql(`
  fragment RolesField_tenant on Tenant { id customRoles { id name permissions { permission sentence } } }
`);

export type UnitOption = { id: string; nameRo: string; nameEn: string };
type Props = {
  tenant: FragmentType<typeof ownRoles>;
  roles: FragmentType<typeof rolesField>[];
  units: UnitOption[];
  before: RoleGrant[];
};

/** The roles of one person, each for the institution or for one compartment, and what the change gives and takes. */
export function RolesField({ tenant, roles, units, before }: Props) {
  const { t } = useI18n("tenancy");
  const id = useFieldId("roles");
  const { customRoles } = useFragment(ownRoles, tenant);
  const described = [
    ...useFragment(rolesField, roles),
    ...customRoles.map(({ id, permissions }) => ({
      role: `CUSTOM/${id}`,
      isInstitutionWide: false,
      permissions,
    })),
  ];
  const { control } = useFormContext<{ roles: RoleGrant[] }>();
  const { fields, append, remove } = useFieldArray({ control, name: "roles" });
  const { fieldState } = useController({ control, name: "roles" });
  const grants = useWatch({ control, name: "roles" });
  const { gains, loses } = differenceOf(before, grants, described);
  const options = [
    { value: "", label: t("role.choose") },
    ...allRoles.map((value) => ({ value: value as string, label: t(`role.${value}`) })),
    ...customRoles.map(({ id, name }) => ({ value: `CUSTOM/${id}`, label: name })),
  ];

  const rolesInWords = (value: unknown) =>
    (value as RoleGrant[])
      .map(({ role, unitId }) => {
        const name = options.find((option) => option.value === role)?.label ?? role;
        const unit = units.find((one) => one.id === unitId);
        return unit === undefined ? name : `${name}, ${localName(unit)}`;
      })
      .join("; ");

  return (
    <fieldset id={id} className={styles.roles}>
      <legend>{t("member.roles")}</legend>
      {fieldState.error?.message && <p className={styles.error}>{fieldState.error.message}</p>}
      {fields.map((field, at) => {
        const chosen = described.find(({ role }) => role === grants[at]?.role);
        return (
          <div key={field.id} className={styles.grant}>
            <SelectField
              name={`roles.${at}.role`}
              label={t("member.roleNumber", { number: at + 1 })}
              options={options}
            />
            {chosen && !chosen.isInstitutionWide && (
              <PickerField
                name={`roles.${at}.unitId`}
                label={t("member.roleWhere")}
                help={t("member.roleWhere.help")}
                options={units.map((unit) => ({ id: unit.id, label: localName(unit) }))}
                optional
              />
            )}
            {fields.length > 1 && (
              <Button small kind="quiet" onClick={() => remove(at)}>
                {t("member.removeRole", { number: at + 1 })}
              </Button>
            )}
          </div>
        );
      })}
      <FieldClash name="roles" label={t("member.roles")} show={rolesInWords} />
      <div>
        <Button small onClick={() => append({ role: "", unitId: null })}>
          {t("member.addRole")}
        </Button>
      </div>
      <Sentences title={t("roles.gains")} sentences={gains} />
      <Sentences title={t("roles.loses")} sentences={loses} />
    </fieldset>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className={styles.sentences}>
      <p>{title}</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** The roles as the API takes them. */
export function toRoleInput(
  grants: RoleGrant[],
  described: readonly { role: string; isInstitutionWide: boolean }[],
) {
  return grants.flatMap(({ role, unitId }) => {
    if (role === "") return [];
    const isWide = described.find((one) => one.role === role)?.isInstitutionWide ?? false;
    return [{ ...roleInputOf(role), unitId: isWide ? null : unitId }];
  });
}
