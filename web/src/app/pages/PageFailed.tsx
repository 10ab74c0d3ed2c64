import type { ErrorComponentProps } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import { loadNewVersion } from "../../lib/newVersion";
import { useOnline } from "../../lib/online";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/layout/Page";

/** The code of a page could not be fetched, or broke: said plainly, with a way to try again. */
export function PageFailed({ reset }: ErrorComponentProps) {
  const { t } = useI18n("app");
  const { isOnline } = useOnline();
  return (
    <Page title={t("failed.title")} width="text">
      <p>{isOnline ? t("failed.text") : t("failed.offline")}</p>
      <div className="row">
        <Button kind="filled" onClick={() => void loadNewVersion("asked")}>
          {t("failed.reload")}
        </Button>
        <Button onClick={reset}>{t("failed.back")}</Button>
      </div>
    </Page>
  );
}
