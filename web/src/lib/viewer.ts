import { notFound } from "@tanstack/react-router";
import { graphql } from "../gql";
import type { ShellQuery } from "../gql/graphql";
import { client } from "./api/client";
import { isPassing, toApiError } from "./api/error";
import { type RouteContext, useResult } from "./api/pageQuery";
import { language } from "./i18n/language";

/** Who is here and where they may go: what the frame of every page needs. */
export const Shell = graphql(`
  query Shell {
    viewer {
      account { id email displayName language version }
      todoCount
      unreadNotificationCount
      secondFactor { enrolledAt recoveryCodeCount requiredFrom isRequired }
      memberships {
        id
        displayName
        expiresOn
        isActive
        roles { role }
        unit { id nameRo nameEn }
        tenant {
          id
          slug
          nameRo
          nameEn
          shortName
          viewerTodoCount
          viewerCan { update { allowed } createUnit { allowed } invite { allowed } readMembers { allowed } readPlans { allowed } createPlan { allowed } readControl { allowed } manageControl { allowed } manageObjectives { allowed } manageCommission { allowed } readJournal { allowed } manageRetention { allowed } manageMunicipality { allowed } }
          viewerCan { update { allowed } createUnit { allowed } invite { allowed } readMembers { allowed } readPlans { allowed } createPlan { allowed } readControl { allowed } manageControl { allowed } centraliseControl { allowed } readCaf { allowed } manageCaf { allowed } readRisks { allowed } writeRisks { allowed } raiseRiskAlert { allowed } readJournal { allowed } manageRetention { allowed } manageMunicipality { allowed } }
          municipality { id slug nameRo nameEn }
        }
      }
      municipalities { id slug nameRo nameEn viewerCan { readReleased { allowed } } }
    }
  }
`);

export type Viewer = NonNullable<ShellQuery["viewer"]>;
export type Membership = Viewer["memberships"][number];

export function useViewer(): Viewer | null {
  return useResult(Shell, {}).data?.viewer ?? null;
}

/** Asks again who is here and what waits: duties arrive and rights change while a page is open. */
export function refreshViewer(): void {
  void client.get().query(Shell, {}, { requestPolicy: "network-only" }).toPromise();
}

/** The institution of a short name, if the viewer belongs to it. */
export async function findTenant(slug: string): Promise<NonNullable<RouteContext["tenant"]>> {
  const found = await findIn((viewer) =>
    viewer.memberships.find(({ isActive, tenant }) => isActive && tenant.slug === slug),
  );
  const { id, shortName, viewerCan } = found.tenant;
  const isGuest = found.roles.every(({ role }) => role === "GUEST");
  const { invite, readJournal } = viewerCan;
  return { id, slug, shortName, isGuest, canInvite: invite.allowed, canReadJournal: readJournal.allowed };
}

/** The municipality of a short name, if the viewer may read what its institutions released. */
export async function findMunicipality(slug: string): Promise<NonNullable<RouteContext["municipality"]>> {
  const found = await findIn((viewer) =>
    viewer.municipalities.find((one) => one.viewerCan.readReleased.allowed && one.slug === slug),
  );
  return { id: found.id, slug, name: localName(found) };
}

/** Who was here when the server answered last, for each account of this page. */
const known = new WeakMap<object, Viewer>();

/**
 * Looks in what is known, then asks: a right may be newer than what is kept. Without a connection the last answer holds:
 * the client repeats the failure of a question that was asked meanwhile instead of what it keeps.
 */
async function findIn<Place>(pick: (viewer: Viewer) => Place | undefined): Promise<Place> {
  const api = client.get();
  for (const requestPolicy of ["cache-first", "network-only"] as const) {
    const { data, error } = await api.query(Shell, {}, { requestPolicy }).toPromise();
    if (data?.viewer) known.set(api, data.viewer);
    const isUnreached = error !== undefined && isPassing(toApiError(error));
    const viewer = data?.viewer ?? (isUnreached ? known.get(api) : undefined);
    const found = viewer ? pick(viewer) : undefined;
    if (found !== undefined) return found;
  }
  throw notFound();
}

/** The name of a thing in the language of the page. */
export function localName(named: { nameRo: string; nameEn: string }): string {
  return language.get() === "en" ? named.nameEn : named.nameRo;
}
