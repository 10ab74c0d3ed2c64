import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import type { ApiError } from "../../lib/api/error";
import { send } from "../../lib/api/send";
import { useI18n } from "../../lib/i18n";
import { ButtonLink } from "../../ui/Button";
import { Form } from "../../ui/form/Form";
import { PasswordField } from "../../ui/form/fields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/layout/Page";
import { ErrorBox } from "../../ui/state/ErrorBox";

const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) { email } }
`);

/** The link of the mail: a new password, after which every session of the account is closed. */
export function ResetPage() {
  const { t } = useI18n("identity");
  const { token = "" } = useParams({ strict: false }) as { token?: string };
  const [isDone, setDone] = useState(false);
  const [spent, setSpent] = useState<ApiError | null>(null);
  const form = useForm({
    initial: { password: "" },
    check: ({ password }) =>
      password === "" ? [{ path: "password", message: t("password.new.needed") }] : [],
    send: async ({ password }) => {
      const { error } = await send(ResetPassword, { input: { token, password } });
      if (error === null) setDone(true);
      // The link itself is refused: no other password would help.
      const aboutLink = error?.fields.find(({ path }) => path === "token");
      if (error !== null && (aboutLink !== undefined || error.code === "NOT_FOUND")) {
        setSpent({ ...error, code: "INVALID", message: aboutLink?.message ?? t("reset.expired") });
        return null;
      }
      return error;
    },
  });

  if (isDone) {
    return (
      <Page title={t("reset.done.title")}>
        <p role="status">{t("reset.done.text")}</p>
        <div>
          <ButtonLink kind="filled" to="/sign-in">
            {t("signIn.submit")}
          </ButtonLink>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t("reset.title")}>
      {spent !== null ? (
        <>
          <ErrorBox error={spent} />
          <p>
            <Link to="/reset">{t("reset.again")}</Link>
          </p>
        </>
      ) : (
        <Form form={form} submitLabel={t("reset.submit")}>
          <PasswordField
            name="password"
            label={t("password.new")}
            help={t("password.rules")}
            autoComplete="new-password"
          />
        </Form>
      )}
    </Page>
  );
}
