import { useState } from "react";
import { useWatch } from "react-hook-form";
import { graphql } from "../../gql";
import type { PoliciesPageQuery } from "../../gql/graphql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useMutation } from "../../lib/api/useMutation";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { DateField } from "../../ui/form/DateField";
import { Form } from "../../ui/form/Form";
import { RadioField } from "../../ui/form/fields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/layout/Page";
import { Card, Section } from "../../ui/layout/Section";
import { Banner, LockedBanner } from "../../ui/state/Banner";
import { Loaded } from "../../ui/state/Loaded";
import { NoAccess } from "../../ui/state/NoAccess";
import { AdminTabs } from "./AdminTabs";

export const query = pageQuery(
  graphql(`
    query PoliciesPage($id: ID!) {
      tenant(id: $id) { id version secondFactorFrom viewerCan { update { allowed reason } } }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

const SetSecondFactorPolicy = graphql(`
  mutation SetSecondFactorPolicy($input: SetSecondFactorPolicyInput!) {
    setSecondFactorPolicy(input: $input) { tenant { id version secondFactorFrom } }
  }
`);

type Tenant = NonNullable<PoliciesPageQuery["tenant"]>;

/** What the institution asks of everybody who signs in. */
export function PoliciesPage() {
  const { t } = useI18n("tenancy");
  return (
    <Page title={t("policies.title")}>
      <AdminTabs />
      <Loaded result={query.useResult()}>
        {({ tenant }) =>
          tenant === null ? (
            <NoAccess />
          ) : (
            <Section title={t("policies.secondFactor")} note={t("policies.secondFactor.note")}>
              <Card>
                {tenant.viewerCan.update.allowed ? (
                  <SecondFactorPolicy tenant={tenant} />
                ) : (
                  <LockedBanner>{tenant.viewerCan.update.reason}</LockedBanner>
                )}
              </Card>
            </Section>
          )
        }
      </Loaded>
    </Page>
  );
}

function SecondFactorPolicy({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("tenancy");
  const { longDate } = useFormat();
  const set = useMutation(SetSecondFactorPolicy);
  const [saved, setSaved] = useState<string | null>(null);
  const form = useForm({
    initial: {
      asks: tenant.secondFactorFrom === null ? "FREE" : "REQUIRED",
      requiredFrom: tenant.secondFactorFrom as string | null,
    },
    check: ({ asks, requiredFrom }) =>
      asks === "REQUIRED" && !requiredFrom
        ? [{ path: "requiredFrom", message: t("policies.from.needed") }]
        : [],
    send: async ({ asks, requiredFrom }) => {
      const from = asks === "REQUIRED" ? requiredFrom : null;
      const input = { id: tenant.id, expectedVersion: tenant.version, requiredFrom: from };
      const { error } = await set.run(input);
      if (error !== null) return error;
      setSaved(from === null ? t("policies.savedFree") : t("policies.saved", { date: longDate(from) }));
      return null;
    },
  });
  const asks = useWatch({ control: form.hook.control, name: "asks" });
  return (
    <>
      {saved !== null && (
        <div role="status">
          <Banner>{saved}</Banner>
        </div>
      )}
      <Form form={form} submitLabel={t("policies.save")}>
        <RadioField
          name="asks"
          label={t("policies.question")}
          options={[
            { value: "FREE", label: t("policies.free") },
            { value: "REQUIRED", label: t("policies.required"), help: t("policies.required.help") },
          ]}
        />
        {asks === "REQUIRED" && <DateField name="requiredFrom" label={t("policies.from")} />}
      </Form>
    </>
  );
}
