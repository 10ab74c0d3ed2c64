import { useRouterState } from "@tanstack/react-router";
import type { At } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { useOnline } from "../../lib/online";
import { type Membership, useViewer } from "../../lib/viewer";

const nowhere = { id: "", slug: "" };

/** The institution of the page. */
export function useHere(): { id: string; slug: string } {
  return useRouterState({
    select: (state) => (state.matches.at(-1) as unknown as At).context.tenant ?? nowhere,
    structuralSharing: false,
  });
}

/** The reader's place in the institution of the page. */
function useOwnPlace(): Membership | null {
  const { slug } = useHere();
  const viewer = useViewer();
  return viewer?.memberships.find(({ tenant, isActive }) => isActive && tenant.slug === slug) ?? null;
}

export function useOwnPlaceId(): string | null {
  return useOwnPlace()?.id ?? null;
}

/** Whether the reader may see who the people of the institution are. */
export function useMayReadPeople(): boolean {
  return useOwnPlace()?.tenant.viewerCan.readMembers.allowed ?? false;
}

/** Why buttons cannot be used without a connection; null with one. */
export function useOfflineReason(): string | null {
  const { t } = useI18n("caf");
  return useOnline().isOnline ? null : t("offline.action");
}
