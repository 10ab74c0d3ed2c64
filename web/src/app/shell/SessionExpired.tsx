import { useI18n } from "../../lib/i18n";
import { leave, signIn, useSession } from "../../lib/session/session";
import { Button } from "../../ui/Button";
import { Form } from "../../ui/form/Form";
import { PasswordField, TextField } from "../../ui/form/fields";
import { OneTimeCodeField, useSecondStep } from "../../ui/form/OneTimeCodeField";
import { useForm } from "../../ui/form/useForm";
import { Dialog } from "../../ui/overlay/Dialog";

/** Signs in again in place: the page behind keeps everything typed, and what waited is sent afterwards. */
export function SessionExpired() {
  const { t } = useI18n("app");
  const { account } = useSession();
  const secondStep = useSecondStep();
  const form = useForm({
    initial: { email: account?.email ?? "", password: "", oneTimeCode: "" },
    check: ({ password }) =>
      password === "" ? [{ path: "password", message: t("expired.needPassword") }] : [],
    send: async ({ email, password, oneTimeCode }) =>
      secondStep.take(await signIn(email, password, oneTimeCode || null)),
  });
  return (
    <Dialog title={t("expired.title")}>
      <p>{t("expired.text")}</p>
      <Form
        form={form}
        submitLabel={t("expired.signIn")}
        actions={
          <Button kind="quiet" onClick={() => void leave("others")}>
            {t("expired.other")}
          </Button>
        }
      >
        <TextField name="email" label={t("expired.email")} type="email" autoComplete="username" readOnly />
        <PasswordField name="password" label={t("expired.password")} autoComplete="current-password" />
        {secondStep.isAsked && <OneTimeCodeField />}
      </Form>
    </Dialog>
  );
}
