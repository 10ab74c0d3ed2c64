import { useState } from "react";
import { announce } from "../../../lib/announce";
import { download } from "../../../lib/api/download";
import type { ApiError } from "../../../lib/api/error";
import { useI18n } from "../../../lib/i18n";
import { language } from "../../../lib/i18n/language";
import { Button } from "../../../ui/Button";
import { IconDownload } from "../../../ui/icons";
import { Section } from "../../../ui/layout/Section";
import { ErrorBox } from "../../../ui/state/ErrorBox";

const formats = ["pdf", "docx", "xlsx"] as const;

/** The record of a selection with its inventory, to be signed and kept. */
export function RecordDownload({ id }: { id: string }) {
  const { t } = useI18n("retention");
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function fetchAs(format: (typeof formats)[number]) {
    setBusy(format);
    const asked = new URLSearchParams({ disposal: id, language: language.get() === "en" ? "EN" : "RO" });
    const error = await download(`/exports/disposal.${format}?${asked}`);
    setBusy(null);
    setFailure(error);
    if (error === null) announce(t("record.done"));
  }

  return (
    <Section title={t("record.title")} note={t("record.note")}>
      {failure !== null && <ErrorBox error={failure} />}
      <div className="row no-print">
        {formats.map((format) => (
          <Button
            key={format}
            icon={IconDownload}
            isBusy={busy === format}
            onClick={() => void fetchAs(format)}
          >
            {t(`record.${format}`)}
          </Button>
        ))}
      </div>
    </Section>
  );
}
