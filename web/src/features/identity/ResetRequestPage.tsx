import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import { send } from "../../lib/api/send";
import { useI18n } from "../../lib/i18n";
import { Form } from "../../ui/form/Form";
import { TextField } from "../../ui/form/fields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/layout/Page";

const RequestPasswordReset = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { email } }
`);

/** Asks for a link to a new password. The answer is the same whether the address is known or not. */
export function ResetRequestPage() {
  const { t } = useI18n("identity");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: "" },
    check: ({ email }) => (email.trim() === "" ? [{ path: "email", message: t("email.needed") }] : []),
    send: async ({ email }) => {
      const { error } = await send(RequestPasswordReset, { input: { email: email.trim() } });
      if (error === null) setSentTo(email.trim());
      return error;
    },
  });

  return (
    <Page title={sentTo === null ? t("reset.request.title") : t("reset.sent.title")}>
      {sentTo === null ? (
        <Form form={form} submitLabel={t("reset.request.submit")}>
          <TextField
            name="email"
            label={t("email")}
            help={t("reset.request.help")}
            type="email"
            autoComplete="username"
          />
        </Form>
      ) : (
        <p role="status">{t("reset.sent.text", { email: sentTo })}</p>
      )}
      <p>
        <Link to="/sign-in">{t("reset.back")}</Link>
      </p>
    </Page>
  );
}
