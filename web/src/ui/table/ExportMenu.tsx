import { useRef } from "react";
import type { TableFile } from "../../lib/export/columns";
import type { Format } from "../../lib/export/exportTable";
import { useI18n } from "../../lib/i18n";
import { useOnline } from "../../lib/online";
import { Icon } from "../Icon";
import { IconDownload } from "../icons";
import { Menu } from "../overlay/Menu";
import { ExportProgress } from "./ExportProgress";
import filter from "./FilterMenu.module.css";
import { useExport } from "./useExport";

const formats = ["xlsx", "ods", "csv"] as const satisfies Format[];

type Props<Row> = {
  file: TableFile<Row>;
  /** The filters in words, for the head of the file. */
  note?: string | null;
};

/** A table as a file: all its rows, also those not loaded, as they are filtered and ordered. */
export function ExportMenu<Row>({ file, note = null }: Props<Row>) {
  const { t } = useI18n("ui");
  const { isOnline } = useOnline();
  const root = useRef<HTMLDivElement>(null);
  const notes = [file.note, note].filter(Boolean).join("; ");
  const { state, run, cancel, close } = useExport(file, notes || null);
  const isBusy = state.kind === "reading" || state.kind === "making";

  const reason = isBusy
    ? t("export.making")
    : !isOnline
      ? t("export.offline")
      : file.total === 0
        ? t("export.nothing")
        : null;

  return (
    <div ref={root} className="no-print">
      <Menu
        className={filter.button ?? ""}
        label={t("export.of", { table: file.caption })}
        button={
          <>
            <Icon of={IconDownload} size={18} />
            {t("export")}
          </>
        }
        items={formats.map((format) => ({
          label: t(`export.${format}`),
          disabledReason: reason,
          onSelect: () => void run(format),
        }))}
      />
      {state.kind !== "ready" && (
        <ExportProgress
          state={state}
          home={root}
          onCancel={cancel}
          onClose={close}
          onRetry={() => state.kind === "failed" && void run(state.format)}
        />
      )}
    </div>
  );
}
