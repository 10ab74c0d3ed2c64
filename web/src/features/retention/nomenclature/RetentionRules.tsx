import { type FragmentType, graphql, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { CheckboxField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { Facts } from "../../../ui/layout/Facts";
import { Card } from "../../../ui/layout/Section";
import { useTerm } from "../useTerm";

const rulesOf = graphql(`
  fragment RetentionRules_tenant on Tenant {
    id
    retentionClasses { id code name rule years inForceUntil }
    retentionPolicy { version needsConfirmation defaultClass { id code name } viewerCan { update { allowed } } }
  }
`);

const RulesAgain = graphql(`
  query RetentionRulesAgain($id: ID!) { tenant(id: $id) { id ...RetentionRules_tenant } }
`);

const UpdateRules = graphql(`
  mutation UpdateRetentionPolicy($input: UpdateRetentionPolicyInput!) {
    updateRetentionPolicy(input: $input) { tenant { id ...RetentionRules_tenant } }
  }
`);

/** Under which entry documents are kept when nobody says otherwise, and whether selections wait for the archives. */
export function RetentionRules({ tenant }: { tenant: FragmentType<typeof rulesOf> }) {
  const { t } = useI18n("retention");
  const term = useTerm();
  const { id, retentionClasses, retentionPolicy: now } = useFragment(rulesOf, tenant);
  const update = useMutation(UpdateRules);
  const form = useForm({
    initial: { defaultClassId: now.defaultClass?.id ?? null, needsConfirmation: now.needsConfirmation },
    thing: { version: now.version, again: () => askAgain(RulesAgain, { id }) },
    send: async (values, expectedVersion) => {
      const { error } = await update.run({ ...values, tenantId: id, expectedVersion });
      if (error === null) announce(t("rules.saved"));
      return error;
    },
  });
  if (!now.viewerCan.update.allowed) {
    const entry = now.defaultClass === null ? null : `${now.defaultClass.code} ${now.defaultClass.name}`;
    return (
      <Card>
        <Facts
          facts={[
            { label: t("rules.default"), value: entry },
            { label: t("rules.confirmation"), value: now.needsConfirmation ? t("yes") : t("no") },
          ]}
        />
      </Card>
    );
  }
  return (
    <Card>
      <Form form={form} label={t("rules.title")} submitLabel={t("save")}>
        <PickerField
          name="defaultClassId"
          label={t("rules.default")}
          help={t("rules.default.help")}
          options={retentionClasses
            .filter(({ inForceUntil }) => inForceUntil === null)
            .map((one) => ({ id: one.id, label: `${one.code} ${one.name} (${term(one)})` }))}
          optional
        />
        <CheckboxField
          name="needsConfirmation"
          label={t("rules.confirmation")}
          help={t("rules.confirmation.help")}
        />
      </Form>
    </Card>
  );
}
