import { useRouterState } from "@tanstack/react-router";
import type { At } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { useOnline } from "../../lib/online";
import { useViewer } from "../../lib/viewer";

/** The institution of the page. */
export function useHere(): { id: string; slug: string } {
  return useRouterState({
    select: (state) => (state.matches.at(-1) as unknown as At).context.tenant ?? nowhere,
    structuralSharing: false,
  });
}

const nowhere = { id: "", slug: "" };

/** Whether the reader may look at the people of the institution of the page; guests may not. */
export function useMayReadPeople(): boolean {
  const { slug } = useHere();
  const membership = useViewer()?.memberships.find(
    ({ tenant, isActive }) => isActive && tenant.slug === slug,
  );
  return membership?.tenant.viewerCan.readMembers.allowed ?? false;
}

/** Why buttons cannot be used without a connection; null with one. */
export function useOfflineReason(): string | null {
  const { t } = useI18n("plan");
  return useOnline().isOnline ? null : t("offline.action");
}
