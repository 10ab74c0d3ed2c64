import { useState } from "react";
import { graphql } from "../../gql";
import type { PoliciesPageQuery } from "../../gql/graphql";
import { askAgain } from "../../lib/api/askAgain";
import { pageQuery } from "../../lib/api/pageQuery";
import { useMutation } from "../../lib/api/useMutation";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Form } from "../../ui/form/Form";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/layout/Page";
import { Card, Section } from "../../ui/layout/Section";
import { Banner, LockedBanner } from "../../ui/state/Banner";
import { Loaded } from "../../ui/state/Loaded";
import { NoAccess } from "../../ui/state/NoAccess";
import { AdminTabs } from "./AdminTabs";
import { SecondFactorField } from "./SecondFactorField";

export const query = pageQuery(
  graphql(`
    query PoliciesPage($id: ID!) {
      tenant(id: $id) { id version secondFactorFrom viewerCan { update { allowed reason } } }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

const PolicyAgain = graphql(`
  query SecondFactorPolicyAgain($id: ID!) { tenant(id: $id) { id version secondFactorFrom } }
`);

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
  const form = useForm<{ requiredFrom: string | null }>({
    initial: { requiredFrom: tenant.secondFactorFrom },
    thing: { version: tenant.version, again: () => askAgain(PolicyAgain, { id: tenant.id }) },
    check: ({ requiredFrom: from }) =>
      from === "" ? [{ path: "requiredFrom", message: t("policies.from.needed") }] : [],
    send: async ({ requiredFrom }, expectedVersion) => {
      const { error } = await set.run({ id: tenant.id, expectedVersion, requiredFrom });
      if (error !== null) return error;
      const said =
        requiredFrom === null
          ? t("policies.savedFree")
          : t("policies.saved", { date: longDate(requiredFrom) });
      setSaved(said);
      return null;
    },
  });
  return (
    <>
      {saved !== null && (
        <div role="status">
          <Banner>{saved}</Banner>
        </div>
      )}
      <Form form={form} submitLabel={t("policies.save")}>
        <SecondFactorField />
      </Form>
    </>
  );
}
