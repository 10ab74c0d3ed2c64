import { useNavigate } from "@tanstack/react-router";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useI18n } from "../../../lib/i18n";
import type { MenuItem } from "../../../ui/overlay/Menu";
import type { ActionCore } from "../fragments";
import { useHere, useOfflineReason } from "../here";
import { useDelete } from "../moves/useDelete";

type Options = {
  onAsk: (action: ActionCore, status: ActionCore["status"]) => void;
  onRefused: (id: string, text: string) => void;
  onRefresh: () => void;
};

/** The menu of a row: open it, move it along the workflow, delete a proposal. */
export function useRowActions({ onAsk, onRefused, onRefresh }: Options): (action: ActionCore) => MenuItem[] {
  const { t } = useI18n("plan");
  const navigate = useNavigate();
  const errorText = useErrorText();
  const { slug } = useHere();
  const offline = useOfflineReason();
  const remove = useDelete(onRefresh);

  async function deleteAction(action: ActionCore) {
    const error = await remove(action);
    if (error !== null) onRefused(action.id, errorText(error));
  }

  return (action) => [
    { label: t("row.open"), onSelect: () => void navigate({ to: `/i/${slug}/actions/${action.id}` }) },
    { kind: "heading", label: t("row.moveTo") },
    ...action.nextStatuses.map(({ status, allowed, reason }) => ({
      label: t(`status.${status}`),
      disabledReason: allowed ? offline : reason,
      onSelect: () => onAsk(action, status),
    })),
    ...(action.viewerCan.delete.allowed
      ? [
          { kind: "heading" as const, label: t("row.proposal") },
          { label: t("action.delete"), disabledReason: offline, onSelect: () => void deleteAction(action) },
        ]
      : []),
  ];
}
