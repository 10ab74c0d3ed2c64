import { Link } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import { Page } from "../layout/Page";

/** Absent and foreign read the same. */
export function NoAccess() {
  const { t } = useI18n("ui");
  return (
    <Page title={t("noAccess.title")} width="text">
      <p>{t("noAccess.text")}</p>
      <p>
        <Link to="/">{t("noAccess.home")}</Link>
      </p>
    </Page>
  );
}
