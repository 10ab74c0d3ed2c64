import { useI18n } from "../../lib/i18n";
import { Page } from "../../ui/layout/Page";

export function TodoPage() {
  const { t } = useI18n("todo");
  return <Page title={t("title")}>{null}</Page>;
}
