import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { EscalationRecipient } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { CheckboxField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { daysText, readDays } from "../settings/days";
import { EscalationFields } from "./EscalationFields";

const policyOf = graphql(`
  fragment PolicyForm_tenant on Tenant {
    id
    notificationPolicy {
      dueSoonDays
      isMailPaused
      escalations { afterDays recipient }
      version
      viewerCan { update { allowed } }
    }
  }
`);

const PolicyAgain = graphql(`query PolicyAgain($id: ID!) { tenant(id: $id) { id ...PolicyForm_tenant } }`);

const Update = graphql(`
  mutation UpdateNotificationPolicy($input: UpdateNotificationPolicyInput!) {
    updateNotificationPolicy(input: $input) { tenant { id ...PolicyForm_tenant } }
  }
`);

export type Rule = { afterDays: string; recipient: EscalationRecipient };
type Values = { dueSoonDays: string; isMailPaused: boolean; escalations: Rule[] };

/** When people are reminded, who hears of what is late, and whether the institution mails at all. */
export function PolicyForm({ tenant }: { tenant: FragmentType<typeof policyOf> }) {
  const { t } = useI18n("notification");
  const { id, notificationPolicy: now } = useFragment(policyOf, tenant);
  const update = useMutation(Update);
  const form = useForm<Values>({
    initial: {
      dueSoonDays: daysText(now.dueSoonDays),
      isMailPaused: now.isMailPaused,
      escalations: now.escalations.map(({ afterDays, recipient }) => ({
        afterDays: String(afterDays),
        recipient,
      })),
    },
    thing: { version: now.version, again: () => askAgain(PolicyAgain, { id }) },
    draft: { key: `notification/policy/${id}`, label: t("policy.title") },
    check: ({ dueSoonDays, escalations }) => [
      ...(readDays(dueSoonDays) === undefined ? [{ path: "dueSoonDays", message: t("days.needed") }] : []),
      ...escalations.flatMap(({ afterDays }, at) =>
        /^\d{1,3}$/.test(afterDays.trim())
          ? []
          : [{ path: `escalations.${at}.afterDays`, message: t("escalation.days.needed") }],
      ),
    ],
    send: async ({ dueSoonDays, isMailPaused, escalations }, expectedVersion) => {
      const { error } = await update.run({
        tenantId: id,
        expectedVersion,
        dueSoonDays: readDays(dueSoonDays) ?? [],
        isMailPaused,
        escalations: escalations.map(({ afterDays, recipient }) => ({
          afterDays: Number(afterDays),
          recipient,
        })),
      });
      if (error === null) announce(t("policy.saved"));
      return error;
    },
  });

  const inWords = (rules: readonly { afterDays: number | string; recipient: EscalationRecipient }[]) =>
    rules
      .map(({ afterDays, recipient }) =>
        t("escalation.rule", { count: Number(afterDays), who: t(`recipient.${recipient}`) }),
      )
      .join("; ");

  return (
    <Section title={t("policy.title")} note={t("policy.note")}>
      <Card>
        {now.viewerCan.update.allowed ? (
          <Form form={form} submitLabel={t("settings.save")}>
            <TextField name="dueSoonDays" label={t("policy.days")} help={t("policy.days.help")} />
            <EscalationFields inWords={inWords} />
            <CheckboxField name="isMailPaused" label={t("policy.paused")} help={t("policy.paused.help")} />
          </Form>
        ) : (
          <Facts
            facts={[
              { label: t("policy.days"), value: daysText(now.dueSoonDays) },
              {
                label: t("escalation.title"),
                value: inWords(now.escalations) || null,
              },
              { label: t("policy.paused"), value: now.isMailPaused ? t("yes") : t("no") },
            ]}
          />
        )}
      </Card>
    </Section>
  );
}
