import { useEffect, useRef, useState } from "react";
import { announce } from "../../lib/announce";
import type { ApiError } from "../../lib/api/error";
import type { TableFile } from "../../lib/export/columns";
import type { Format, Outcome } from "../../lib/export/exportTable";
import { mostRows } from "../../lib/export/pages";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";

export type ExportState =
  | { kind: "ready" }
  | { kind: "reading"; read: number; total: number | null }
  | { kind: "making" }
  /** The table must be made smaller first. */
  | { kind: "refused"; text: string }
  | { kind: "failed"; error: ApiError; format: Format };

/** A reader of the screen hears how far it is this often. */
const saidEveryMs = 10_000;

/**
 * Makes files of a table, one at a time. A file that was asked for comes, also when its table is drawn anew or its page
 * was left meanwhile.
 */
export function useExport<Row>(
  table: TableFile<Row>,
  note: string | null,
): { state: ExportState; run: (format: Format) => Promise<void>; cancel: () => void; close: () => void } {
  const { t } = useI18n("ui");
  const { number } = useFormat();
  const [state, setState] = useState<ExportState>({ kind: "ready" });
  const running = useRef<AbortController | null>(null);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  async function run(format: Format) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    let saidAt = Date.now();
    const show = (next: ExportState) => controller.signal.aborted || setState(next);
    show({ kind: "reading", read: 0, total: table.total });
    announce(t("export.making"));
    const { exportTable } = await import("../../lib/export/exportTable");
    const outcome = await exportTable(table, format, note, {
      signal: controller.signal,
      onProgress: (read, total) => {
        show({ kind: "reading", read, total });
        if (Date.now() - saidAt < saidEveryMs) return;
        saidAt = Date.now();
        announce(t("export.read", { read: number(read), total }));
      },
      onMaking: () => show({ kind: "making" }),
    });
    show(after(outcome, format));
    const isLost = outcome.kind !== "saved" && outcome.kind !== "cancelled" && !isShown.current;
    if (isLost) announce(t("export.failed"), true);
    if (outcome.kind === "saved") announce(t("export.done", { count: outcome.count }));
  }

  function after(outcome: Outcome, format: Format): ExportState {
    switch (outcome.kind) {
      case "tooMany":
        return {
          kind: "refused",
          text: t("export.tooMany", { count: outcome.count, most: number(mostRows) }),
        };
      case "tooLarge":
        return { kind: "refused", text: t("export.tooLarge") };
      case "failed":
        return { kind: "failed", error: outcome.error, format };
      default:
        return { kind: "ready" };
    }
  }

  function cancel() {
    running.current?.abort();
    setState({ kind: "ready" });
    announce(t("export.cancelled"));
  }

  return { state, run, cancel, close: () => setState({ kind: "ready" }) };
}
