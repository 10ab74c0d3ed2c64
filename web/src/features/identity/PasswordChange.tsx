import { useState } from "react";
import { graphql } from "../../gql";
import { useMutation } from "../../lib/api/useMutation";
import { useI18n } from "../../lib/i18n";
import { Form } from "../../ui/form/Form";
import { PasswordField } from "../../ui/form/fields";
import { useForm } from "../../ui/form/useForm";
import { Card, Section } from "../../ui/layout/Section";
import { Banner } from "../../ui/state/Banner";

const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) { changePassword(input: $input) { account { id version } } }
`);

/** A new password for who knows the present one; the other sessions are closed. */
export function PasswordChange() {
  const { t } = useI18n("identity");
  const change = useMutation(ChangePassword);
  const [isDone, setDone] = useState(false);
  const form = useForm({
    initial: { currentPassword: "", newPassword: "" },
    check: ({ currentPassword, newPassword }) => [
      ...(currentPassword === "" ? [{ path: "currentPassword", message: t("password.current.needed") }] : []),
      ...(newPassword === "" ? [{ path: "newPassword", message: t("password.new.needed") }] : []),
    ],
    send: async (values) => {
      const { error } = await change.run(values);
      if (error !== null) return error;
      form.hook.reset();
      setDone(true);
      return null;
    },
  });

  return (
    <Section title={t("password.change")}>
      <Card>
        {isDone && (
          <div role="status">
            <Banner>{t("password.changed")}</Banner>
          </div>
        )}
        <Form form={form} submitLabel={t("password.change.submit")}>
          <PasswordField
            name="currentPassword"
            label={t("password.current")}
            autoComplete="current-password"
          />
          <PasswordField
            name="newPassword"
            label={t("password.new")}
            help={t("password.rules")}
            autoComplete="new-password"
          />
        </Form>
      </Card>
    </Section>
  );
}
