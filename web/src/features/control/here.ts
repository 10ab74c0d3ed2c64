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
export function useOwnPlace(): Membership | null {
  const { slug } = useHere();
  const viewer = useViewer();
  return viewer?.memberships.find(({ tenant, isActive }) => isActive && tenant.slug === slug) ?? null;
}

/** Why buttons cannot be used without a connection; null with one. */
export function useOfflineReason(): string | null {
  const { t } = useI18n("control");
  return useOnline().isOnline ? null : t("offline.action");
}

/** The year of the address as queries ask for it: `latest` is the newest of the list, anything else that is no year has none. */
export function yearOf(text: string | undefined): { year: number; isLatest: boolean } {
  return { year: /^\d{4}$/.test(text ?? "") ? Number(text) : 0, isLatest: text === "latest" };
}

type Asked<One> = { controlCampaign?: One | null; controlCampaigns?: readonly One[] };

/** The self-assessment that was asked for by its year, or the newest of the list. */
export function campaignOf<One extends { year: number }>(tenant: Asked<One> | null | undefined): One | null {
  if (tenant?.controlCampaigns === undefined) return tenant?.controlCampaign ?? null;
  return tenant.controlCampaigns.toSorted((one, other) => other.year - one.year)[0] ?? null;
}
