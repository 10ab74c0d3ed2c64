import { graphql } from "../../gql";
import type { SearchHit_HitFragment, SearchKind } from "../../gql/graphql";
import { addressOf } from "../../lib/routing/address";
import { localName } from "../../lib/viewer";

export const searchHit = graphql(`
  fragment SearchHit_hit on SearchHit {
    subjectId
    kind
    code
    title
    tenant { id slug shortName nameRo nameEn }
    subject { __typename id }
  }
`);

/** In the order in which the page of results shows them. */
export const kinds = [
  "PLAN",
  "PLAN_ACTION",
  "MEMBERSHIP",
  "UNIT",
  "TENANT",
] as const satisfies readonly SearchKind[];

/** The server looks for no shorter word. */
export const shortest = 2;

/** What a reader sees of it, and where it is; null for what has gone meanwhile. */
export function shownHit(hit: SearchHit_HitFragment): { label: string; hint: string; to: string } | null {
  const { subject, tenant, code, title, kind } = hit;
  if (subject === null) return null;
  return {
    label: code === null ? title : `${code} ${title}`,
    hint: kind === "TENANT" ? localName(tenant) : tenant.shortName,
    to: addressOf(subject, tenant.slug),
  };
}
