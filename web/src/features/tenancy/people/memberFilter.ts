import type { MembershipFilter, Role } from "../../../gql/graphql";
import { textOf } from "../../../lib/routing/useSearchState";

/** Which people an address asks for. */
export function memberFilter(search: Record<string, unknown>): MembershipFilter {
  return {
    text: textOf(search.text) || null,
    role: (textOf(search.role) || null) as Role | null,
    unitId: textOf(search.unit) || null,
    includeEnded: search.ended === "1" || search.ended === 1,
  };
}
