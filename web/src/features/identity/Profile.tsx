import { type FragmentType, graphql, useFragment } from "../../gql";
import type { Language } from "../../gql/graphql";
import { announce } from "../../lib/announce";
import { askAgain } from "../../lib/api/askAgain";
import { useMutation } from "../../lib/api/useMutation";
import { chooseLanguage, useI18n } from "../../lib/i18n";
import { Form } from "../../ui/form/Form";
import { RadioField, TextField } from "../../ui/form/fields";
import { useForm } from "../../ui/form/useForm";
import { Card, Section } from "../../ui/layout/Section";

const profile = graphql(`
  fragment Profile_account on Account { id email displayName language version }
`);

const ProfileAgain = graphql(`query ProfileAgain { viewer { account { id ...Profile_account } } }`);

const UpdateAccount = graphql(`
  mutation UpdateAccount($input: UpdateAccountInput!) {
    updateAccount(input: $input) { account { id ...Profile_account } }
  }
`);

/** The name shown to others and the language of mails and pages. */
export function Profile({ account }: { account: FragmentType<typeof profile> }) {
  const { t } = useI18n("identity");
  const { id, email, displayName, language, version } = useFragment(profile, account);
  const update = useMutation(UpdateAccount);
  const form = useForm<{ displayName: string; language: Language }>({
    initial: { displayName, language },
    thing: { version, again: () => askAgain(ProfileAgain, {}) },
    draft: { key: `identity/profile/${id}`, label: t("me.profile") },
    check: (values) =>
      values.displayName.trim() === "" ? [{ path: "displayName", message: t("me.name.needed") }] : [],
    send: async (values, expectedVersion) => {
      const { error } = await update.run({
        ...values,
        displayName: values.displayName.trim(),
        expectedVersion,
      });
      if (error !== null) return error;
      await chooseLanguage(values.language === "EN" ? "en" : "ro");
      announce(t("me.saved"));
      return null;
    },
  });

  return (
    <Section title={t("me.profile")}>
      <Card>
        <Form form={form} submitLabel={t("me.save")}>
          <p>
            <span className="muted">{t("email")}</span>
            <br />
            {email}
          </p>
          <TextField name="displayName" label={t("me.name")} help={t("me.name.help")} autoComplete="name" />
          <RadioField
            name="language"
            label={t("me.language")}
            help={t("me.language.help")}
            options={[
              { value: "RO", label: "Română" },
              { value: "EN", label: "English" },
            ]}
          />
        </Form>
      </Card>
    </Section>
  );
}
