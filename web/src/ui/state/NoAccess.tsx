import { Link } from "@tanstack/react-router";
import { useContext } from "react";
import { useI18n } from "../../lib/i18n";
import { InsidePage, Page } from "../layout/Page";

/** Absent and foreign read the same: a page of its own, or a paragraph where a page already stands. */
export function NoAccess() {
  const { t } = useI18n("ui");
  const isInsidePage = useContext(InsidePage);
  const text = (
    <>
      <p>{t("noAccess.text")}</p>
      <p>
        <Link to="/">{t("noAccess.home")}</Link>
      </p>
    </>
  );
  if (!isInsidePage) {
    return (
      <Page title={t("noAccess.title")} width="text">
        {text}
      </Page>
    );
  }
  return (
    <div role="alert">
      <p>
        <strong>{t("noAccess.title")}</strong>
      </p>
      {text}
    </div>
  );
}
