import { useI18n } from "../../lib/i18n";
import { Page } from "../../ui/layout/Page";

export function AccessibilityPage() {
  const { t } = useI18n("app");
  return <Page title={t("footer.accessibility")}>{null}</Page>;
}
