import { useController, useFormContext, useWatch } from "react-hook-form";
import { graphql } from "../../../gql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { useFieldId } from "../../../ui/form/fieldId";
import { Loaded } from "../../../ui/state/Loaded";
import styles from "./ObjectsField.module.css";
import type { RoleGrant } from "./roles";

const Grantable = graphql(`
  query GrantableObjects($tenantId: ID!) {
    plans(tenantId: $tenantId, first: 100) { nodes { id code title } }
    tenant(id: $tenantId) { id cafAssessments { id title status } }
  }
`);

/** What a guest may see: the plans and self-assessments ticked here and nothing else. Shown for guests only. */
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
        {({ plans, tenant }) => {
          const assessments = (tenant?.cafAssessments ?? []).filter(
            (one) => one.status !== "CANCELLED" || field.value.includes(one.id),
          );
          if (plans.nodes.length + assessments.length === 0)
            return <p className="muted">{t("guest.none")}</p>;
          return (
            <>
              <Group
                label={t("guest.plans")}
                options={plans.nodes.map(({ id, code, title }) => ({ id, label: `${code} ${title}` }))}
                chosen={field.value}
                onChange={field.onChange}
              />
              <Group
                label={t("guest.assessments")}
                options={assessments.map(({ id, title }) => ({ id, label: title }))}
                chosen={field.value}
                onChange={field.onChange}
              />
            </>
          );
        }}
      </Loaded>
    </fieldset>
  );
}

type GroupProps = {
  label: string;
  options: { id: string; label: string }[];
  chosen: string[];
  onChange: (ids: string[]) => void;
};

/** The objects of one kind. */
function Group({ label, options, chosen, onChange }: GroupProps) {
  if (options.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {options.map(({ id, label: name }) => (
        <label key={id} className={styles.object}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
