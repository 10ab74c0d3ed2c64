import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import { useI18n } from "../../lib/i18n";
import { session, signIn, start } from "../../lib/session/session";
import { Form } from "../../ui/form/Form";
import { PasswordField, TextField } from "../../ui/form/fields";
import { OneTimeCodeField, useSecondStep } from "../../ui/form/OneTimeCodeField";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/layout/Page";
import { ownAddress } from "./ownAddress";

/** Who you are: address and password, then back to where you wanted to go. */
export function SignInPage() {
  const { t } = useI18n("identity");
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { next?: string };

  async function goOn() {
    await navigate({ href: ownAddress(next), replace: true });
  }

  const onStarted = useEffectEvent(() => {
    if (session.get().status === "signedIn") void goOn();
  });
  useEffect(() => void start().then(onStarted), []);

  const secondStep = useSecondStep();
  const form = useForm({
    initial: { email: "", password: "", oneTimeCode: "" },
    check: ({ email, password }) => [
      ...(email.trim() === "" ? [{ path: "email", message: t("email.needed") }] : []),
      ...(password === "" ? [{ path: "password", message: t("password.needed") }] : []),
    ],
    send: async ({ email, password, oneTimeCode }) => {
      const error = await signIn(email.trim(), password, oneTimeCode || null);
      if (error === null) await goOn();
      return secondStep.take(error);
    },
  });

  return (
    <Page title={t("signIn.title")}>
      <Form form={form} submitLabel={t("signIn.submit")}>
        <TextField name="email" label={t("email")} type="email" autoComplete="username" />
        <PasswordField name="password" label={t("password")} autoComplete="current-password" />
        {secondStep.isAsked && <OneTimeCodeField />}
      </Form>
      <p>
        <Link to="/reset">{t("signIn.forgot")}</Link>
      </p>
    </Page>
  );
}
