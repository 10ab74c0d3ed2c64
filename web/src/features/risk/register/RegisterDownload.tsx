import { useRef, useState } from "react";
import { announce } from "../../../lib/announce";
import { download } from "../../../lib/api/download";
import type { ApiError } from "../../../lib/api/error";
import { useI18n } from "../../../lib/i18n";
import { language } from "../../../lib/i18n/language";
import { Icon } from "../../../ui/Icon";
import { IconDownload } from "../../../ui/icons";
import { Menu } from "../../../ui/overlay/Menu";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import filter from "../../../ui/table/FilterMenu.module.css";
import { useHere, useOfflineReason } from "../here";

const formats = ["pdf", "docx", "xlsx"] as const;

type Props = {
  /** The end of an earlier day; null for now. */
  day: string | null;
  /** The compartments the list is narrowed to; one alone has a register of its own. */
  unitIds: string[];
};

/** The register as the order asks for it, to be signed and kept: of the institution, or of the one compartment chosen. */
export function RegisterDownload({ day, unitIds }: Props) {
  const { t } = useI18n("risk");
  const { id } = useHere();
  const offline = useOfflineReason();
  const root = useRef<HTMLDivElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function fetchAs(format: (typeof formats)[number]) {
    setBusy(true);
    announce(t("download.busy"));
    const asked = new URLSearchParams({ institution: id, language: language.get() === "en" ? "en" : "ro" });
    if (day !== null) asked.set("on", day);
    const [unit] = unitIds;
    if (unit !== undefined && unitIds.length === 1) asked.set("unit", unit);
    const error = await download(`/exports/risk-register.${format}?${asked}`);
    setBusy(false);
    setFailure(error);
    if (error === null) announce(t("download.done"));
  }

  return (
    <div ref={root}>
      <Menu
        className={filter.button ?? ""}
        label={t("download")}
        button={
          <>
            <Icon of={IconDownload} size={18} />
            {t("download")}
          </>
        }
        items={[
          { kind: "heading", label: t(unitIds.length === 1 ? "download.ofUnit" : "download.ofAll") },
          ...formats.map((format) => ({
            label: t(`download.${format}`),
            disabledReason: isBusy ? t("download.busy") : offline,
            onSelect: () => void fetchAs(format),
          })),
        ]}
      />
      {failure !== null && <ErrorBox error={failure} />}
    </div>
  );
}
