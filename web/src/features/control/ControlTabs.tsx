import { useI18n } from "../../lib/i18n";
import { LinkTabs } from "../../ui/layout/LinkTabs";
import { useHere } from "./here";

/** The pages of internal control that are not of one year. */
export function ControlTabs() {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const base = `/i/${slug}/control`;
  const tabs = [
    { label: t("tabs.hub"), to: base },
    { label: t("objectives.title"), to: `${base}/objectives` },
    { label: t("procedures.tab"), to: `${base}/inventories/procedures` },
    { label: t("functions.title"), to: `${base}/inventories/functions` },
    { label: t("delegations.title"), to: `${base}/inventories/delegations` },
    { label: t("commission.title"), to: `${base}/commission` },
  ];
  return <LinkTabs label={t("tabs.label")} tabs={tabs} />;
}
