import { useController, useFormContext, useWatch } from "react-hook-form";
import { graphql } from "../../../gql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { useFieldId } from "../../../ui/form/fieldId";
import { Loaded } from "../../../ui/state/Loaded";
import styles from "./ObjectsField.module.css";
import type { RoleGrant } from "./roles";

const Grantable = graphql(`
  query GrantablePlans($tenantId: ID!) { plans(tenantId: $tenantId, first: 100) { nodes { id code title } } }
`);

/** What a guest may see: the plans ticked here and nothing else. Shown for guests only. */
export function ObjectsField({ tenantId }: { tenantId: string }) {
  const { t } = useI18n("tenancy");
  const id = useFieldId("objectIds");
  const { control } = useFormContext<{ roles: RoleGrant[]; objectIds: string[] }>();
  const isGuest = useWatch({ control, name: "roles" }).some(({ role }) => role === "GUEST");
  const { field, fieldState } = useController({ control, name: "objectIds" });
  const result = useResult(Grantable, { tenantId }, !isGuest);
  if (!isGuest) return null;
  return (
    <fieldset id={id} className={styles.objects}>
      <legend>{t("guest.objects")}</legend>
      {fieldState.error?.message && <p className={styles.error}>{fieldState.error.message}</p>}
      <Loaded result={result}>
        {({ plans }) =>
          plans.nodes.length === 0 ? (
            <p className="muted">{t("guest.noPlans")}</p>
          ) : (
            plans.nodes.map(({ id, code, title }) => (
              <label key={id} className={styles.object}>
                <input
                  type="checkbox"
                  checked={field.value.includes(id)}
                  onChange={(event) =>
                    field.onChange(
                      event.currentTarget.checked
                        ? [...field.value, id]
                        : field.value.filter((one) => one !== id),
                    )
                  }
                />
                {code} {title}
              </label>
            ))
          )
        }
      </Loaded>
    </fieldset>
  );
}
