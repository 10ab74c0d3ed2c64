import { useState } from "react";
import { useWatch } from "react-hook-form";
import { graphql } from "../../../gql";
import type { Letterhead_TenantFragment } from "../../../gql/graphql";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { FileField } from "../../../ui/form/FileField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Banner } from "../../../ui/state/Banner";
import { HeadPreview } from "./HeadPreview";
import type { Names } from "./LetterheadSection";
import { type Logo, logoOf } from "./logo";

const LetterheadAgain = graphql(`
  query LetterheadAgain($id: ID!) { tenant(id: $id) { id ...Letterhead_tenant } }
`);

const UpdateLetterhead = graphql(`
  mutation UpdateLetterhead($input: UpdateLetterheadInput!) {
    updateLetterhead(input: $input) { tenant { id ...Letterhead_tenant } }
  }
`);

type Values = { contact: string; logo: Logo | null; alt: string };

/** Contact and sign; what is typed shows on the paper at once. */
export function LetterheadForm({ tenant, names }: { tenant: Letterhead_TenantFragment; names: Names }) {
  const { t } = useI18n("tenancy");
  const update = useMutation(UpdateLetterhead);
  const [isSaved, setSaved] = useState(false);
  const { contact, logo, version } = tenant.letterhead;
  const form = useForm<Values>({
    initial: { contact, logo: logo && { content: logo.content }, alt: logo?.alt ?? "" },
    thing: { version, again: () => askAgain(LetterheadAgain, { id: tenant.id }) },
    draft: { key: `tenancy/letterhead/${tenant.id}`, label: t("letterhead.title") },
    check: ({ logo, alt }) =>
      logo !== null && alt.trim().length < 3 ? [{ path: "alt", message: t("letterhead.alt.needed") }] : [],
    send: async ({ contact, logo, alt }, expectedVersion) => {
      setSaved(false);
      const picture = logo && { content: logo.content, alt };
      const { error } = await update.run({
        tenantId: tenant.id,
        expectedVersion,
        contact,
        logo: picture,
      });
      if (error === null) setSaved(true);
      return error && { ...error, fields: error.fields.map(atField) };
    },
  });
  const values = useWatch({ control: form.hook.control }) as Values;
  return (
    <div className="stack">
      {isSaved && (
        <div role="status">
          <Banner>{t("letterhead.saved")}</Banner>
        </div>
      )}
      <Form form={form} label={t("letterhead.title")} submitLabel={t("letterhead.save")}>
        <TextField
          name="contact"
          label={t("letterhead.contact")}
          help={t("letterhead.contact.help")}
          rows={4}
          optional
        />
        <FileField
          name="logo"
          label={t("letterhead.logo")}
          help={t("letterhead.logo.help")}
          choose={t(values.logo === null ? "letterhead.logo.choose" : "letterhead.logo.other")}
          accept="image/png,image/svg+xml,image/jpeg,image/webp"
          take={logoOf}
          refusal={t("letterhead.logo.unusable")}
        >
          {values.logo !== null && (
            <Button onClick={() => form.hook.setValue("logo", null, { shouldDirty: true })}>
              {t("letterhead.logo.remove")}
            </Button>
          )}
        </FileField>
        {values.logo !== null && (
          <TextField name="alt" label={t("letterhead.alt")} help={t("letterhead.alt.help")} />
        )}
      </Form>
      <HeadPreview
        {...names}
        contact={values.contact}
        logo={values.logo && { content: values.logo.content, alt: values.alt }}
      />
    </div>
  );
}

/** The API names parts of the logo, the form has fields of its own. */
function atField<F extends { path: string }>(refused: F): F {
  if (refused.path === "logo.alt") return { ...refused, path: "alt" };
  return refused.path.startsWith("logo") ? { ...refused, path: "logo" } : refused;
}
