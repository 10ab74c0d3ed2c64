import { useI18n } from "../../lib/i18n";
import { settings } from "../../lib/settings";
import { Page } from "../../ui/layout/Page";
import { Section } from "../../ui/layout/Section";

/** The statement that the law asks of public bodies: what is met, what is not, how it was looked at, whom to tell. */
export function AccessibilityPage() {
  const { t } = useI18n("app");
  const { accessibilityContact } = settings;
  return (
    <Page title={t("accessibility.title")} width="text">
      <p>{t("accessibility.intro")}</p>
      <Section title={t("accessibility.status.title")}>
        <p>{t("accessibility.status.text")}</p>
        <ul>
          <li>{t("accessibility.limit.readers")}</li>
          <li>{t("accessibility.limit.documents")}</li>
        </ul>
      </Section>
      <Section title={t("accessibility.how.title")}>
        <p>{t("accessibility.how.text")}</p>
      </Section>
      <Section title={t("accessibility.use.title")}>
        <p>{t("accessibility.use.text")}</p>
      </Section>
      <Section title={t("accessibility.contact.title")}>
        {accessibilityContact === "" ? (
          <p>{t("accessibility.contact.admin")}</p>
        ) : (
          <p>
            {t("accessibility.contact.mail")}{" "}
            <a href={`mailto:${accessibilityContact}`}>{accessibilityContact}</a>
          </p>
        )}
        <p>{t("accessibility.contact.authority")}</p>
      </Section>
    </Page>
  );
}
