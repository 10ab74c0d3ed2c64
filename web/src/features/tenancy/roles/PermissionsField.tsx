import { Checkbox } from "@mantine/core";
import { useController } from "react-hook-form";
import type { Permission } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { FieldClash } from "../../../ui/form/FieldClash";
import { useFieldId } from "../../../ui/form/fieldId";
import styles from "./RolesPage.module.css";

type Props = { options: { permission: Permission; sentence: string }[] };

/** What a role may do, one sentence each. */
export function PermissionsField({ options }: Props) {
  const { t } = useI18n("tenancy");
  const id = useFieldId("permissions");
  const { field, fieldState } = useController({ name: "permissions" });
  const chosen = field.value as Permission[];

  function toggle(permission: Permission, isOn: boolean) {
    field.onChange(isOn ? [...chosen, permission] : chosen.filter((one) => one !== permission));
  }

  return (
    <fieldset id={id} className={styles.permissions}>
      <legend>{t("roles.may")}</legend>
      {fieldState.error?.message && <p className={styles.error}>{fieldState.error.message}</p>}
      {options.map(({ permission, sentence }, at) => (
        <Checkbox
          key={permission}
          ref={at === 0 ? field.ref : undefined}
          label={sentence}
          checked={chosen.includes(permission)}
          onChange={(event) => toggle(permission, event.currentTarget.checked)}
        />
      ))}
      <FieldClash
        name="permissions"
        label={t("roles.may")}
        show={(value) =>
          options
            .filter(({ permission }) => (value as Permission[]).includes(permission))
            .map(({ sentence }) => sentence)
            .join("; ")
        }
      />
    </fieldset>
  );
}
