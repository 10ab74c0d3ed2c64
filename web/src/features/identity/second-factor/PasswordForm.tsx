import type { ApiError } from "../../../lib/api/error";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { PasswordField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";

type Props = { submitLabel: string; send: (password: string) => Promise<ApiError | null> };

/** Shows the password again: an open screen is not enough to change the door. */
export function PasswordForm({ submitLabel, send }: Props) {
  const { t } = useI18n("identity");
  const form = useForm({
    initial: { password: "" },
    check: ({ password }) => (password === "" ? [{ path: "password", message: t("password.needed") }] : []),
    send: ({ password }) => send(password),
  });
  return (
    <Form form={form} submitLabel={submitLabel}>
      <PasswordField name="password" label={t("password.current")} autoComplete="current-password" />
    </Form>
  );
}
