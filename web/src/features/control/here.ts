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

/** The self-assessment of the year in the address; `latest` is the newest. */
export function campaignOf<One extends { year: number }>(
  campaigns: readonly One[] | undefined,
  year: string,
): One | undefined {
  if (year !== "latest") return campaigns?.find((one) => String(one.year) === year);
  return campaigns?.toSorted((one, other) => other.year - one.year)[0];
}
