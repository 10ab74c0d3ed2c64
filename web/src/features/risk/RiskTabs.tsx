import { useI18n } from "../../lib/i18n";
import { LinkTabs } from "../../ui/layout/LinkTabs";
import { useHere } from "./here";

/** The register, and the alerts that lead to it. */
export function RiskTabs() {
  const { t } = useI18n("risk");
  const { slug } = useHere();
  const tabs = [
    { label: t("tabs.register"), to: `/i/${slug}/risks` },
    { label: t("alerts.title"), to: `/i/${slug}/risks/alerts` },
  ];
  return <LinkTabs label={t("tabs.label")} tabs={tabs} />;
}
