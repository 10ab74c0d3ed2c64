import { useNavigate, useParams } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { InvitationPageQuery } from "../../gql/graphql";
import { pageQuery } from "../../lib/api/pageQuery";
import { send } from "../../lib/api/send";
import { dateInBucharest } from "../../lib/format/date";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { AcceptInvitation } from "../../lib/session/door";
import { enter } from "../../lib/session/session";
import { admit } from "../../lib/session/token";
import { Form } from "../../ui/form/Form";
import { PasswordField } from "../../ui/form/fields";
import { OneTimeCodeField, useSecondStep } from "../../ui/form/OneTimeCodeField";
import { useForm } from "../../ui/form/useForm";
import { Facts } from "../../ui/layout/Facts";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";

export const query = pageQuery(
  graphql(`
    query InvitationPage($token: String!) {
      invitation(token: $token) { tenantNameRo tenantNameEn email displayName hasAccount expiresAt }
    }
  `),
  ({ params }) => ({ token: params.token ?? "" }),
);

type Invitation = NonNullable<InvitationPageQuery["invitation"]>;

/** The link of an invitation: who invites, as what, and a password for those who have none here yet. */
export function InvitationPage() {
  const result = query.useResult();
  // A link that lost a part on its way is no invitation either.
  if (result.error?.code === "INVALID") return <Spent />;
  return (
    <Loaded result={result}>
      {({ invitation }) => (invitation === null ? <Spent /> : <Accept invitation={invitation} />)}
    </Loaded>
  );
}

function Spent() {
  const { t } = useI18n("identity");
  return (
    <Page title={t("invitation.spent.title")}>
      <p>{t("invitation.spent.text")}</p>
    </Page>
  );
}

function Accept({ invitation }: { invitation: Invitation }) {
  const { t, language } = useI18n("identity");
  const { longDate } = useFormat();
  const navigate = useNavigate();
  const { token = "" } = useParams({ strict: false }) as { token?: string };
  const institution = language === "ro" ? invitation.tenantNameRo : invitation.tenantNameEn;
  const secondStep = useSecondStep();
  const form = useForm({
    initial: { password: "", oneTimeCode: "" },
    check: ({ password }) => (password === "" ? [{ path: "password", message: t("password.needed") }] : []),
    send: async ({ password, oneTimeCode }) => {
      const input = { token, password, oneTimeCode: oneTimeCode || null };
      const answer = await send(AcceptInvitation, { input });
      if (answer.data === null) return secondStep.take(answer.error);
      await enter(admit(answer.data.acceptInvitation));
      await navigate({ to: "/" as string, replace: true });
      return null;
    },
  });

  return (
    <Page title={t("invitation.title", { institution })}>
      <Facts
        facts={[
          { label: t("invitation.as"), value: invitation.displayName },
          { label: t("email"), value: invitation.email },
          { label: t("invitation.until"), value: longDate(dateInBucharest(new Date(invitation.expiresAt))) },
        ]}
      />
      <Form form={form} submitLabel={t("invitation.accept")}>
        {invitation.hasAccount ? (
          <PasswordField
            name="password"
            label={t("password")}
            help={t("invitation.hasAccount")}
            autoComplete="current-password"
          />
        ) : (
          <PasswordField
            name="password"
            label={t("password.choose")}
            help={t("password.rules")}
            autoComplete="new-password"
          />
        )}
        {secondStep.isAsked && <OneTimeCodeField />}
      </Form>
    </Page>
  );
}
