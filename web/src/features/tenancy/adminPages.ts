import type { Membership } from "../../lib/viewer";

/** The pages of the administration of an institution, as far as this member may see them. */
export function adminPages({ manageMunicipality, readJournal }: Membership["tenant"]["viewerCan"]) {
  return [
    ...([
      "people",
      "units",
      "roles",
      "policies",
      "institution",
      "reminders",
      "retention",
      "disposals",
      "imports",
    ] as const),
    // The tree of the municipality is run from the city hall.
    ...(manageMunicipality.allowed ? (["institutions"] as const) : []),
    ...(readJournal.allowed ? (["journal"] as const) : []),
  ];
}
