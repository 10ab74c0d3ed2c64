import { useState } from "react";
import { announce } from "../../lib/announce";
import { download } from "../../lib/api/download";
import type { ApiError } from "../../lib/api/error";
import { useI18n } from "../../lib/i18n";
import { language } from "../../lib/i18n/language";
import { Button } from "../../ui/Button";
import { IconDownload } from "../../ui/icons";
import { Card, Section } from "../../ui/layout/Section";
import { ErrorBox } from "../../ui/state/ErrorBox";

/** Everything that is kept of the person, as a file; and whom to ask for the rest of their rights. */
export function PersonData() {
  const { t } = useI18n("identity");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function run() {
    setBusy(true);
    announce(t("me.data.busy"));
    const error = await download(`/exports/me.zip?language=${language.get().toUpperCase()}`);
    setBusy(false);
    setFailure(error);
    if (error === null) announce(t("me.data.done"));
  }

  return (
    <Section title={t("me.data")} note={t("me.data.note")}>
      <Card>
        <div className="stack">
          <div>
            <Button icon={IconDownload} isBusy={isBusy} onClick={() => void run()}>
              {t("me.data.download")}
            </Button>
          </div>
          {failure !== null && <ErrorBox error={failure} onRetry={() => void run()} />}
          <p className="muted">{t("me.data.erase")}</p>
        </div>
      </Card>
    </Section>
  );
}
