import { useEffect } from "react";
import { graphql } from "../../gql";
import { useResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { localName } from "../../lib/viewer";
import type { PickerOption } from "../../ui/form/Picker";
import { peopleOptions } from "../../ui/form/people";
import { useHere, useOwnPlace } from "./here";

const People = graphql(`
  query RiskPeople($tenantId: ID!, $after: String) {
    tenant(id: $tenantId) {
      id
      members(first: 100, after: $after) {
        nodes { id displayName isActive roles { role } unit { id nameRo nameEn } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** The people of the institution; guests say why not. Somebody who was chosen and has left since stays in the list. */
export function usePeople(chosen: { id: string; displayName: string } | null): PickerOption[] {
  const { t } = useI18n("risk");
  const { id } = useHere();
  const mayRead = useOwnPlace()?.tenant.viewerCan.readMembers.allowed ?? false;
  const { data, more } = useResult(People, { tenantId: id }, !mayRead);
  const members = data?.tenant?.members;
  const next = members?.pageInfo;

  // An institution with more people than one page holds: the rest follows while nobody waits for it.
  useEffect(() => {
    if (next?.hasNextPage) void more(next.endCursor);
  }, [next?.hasNextPage, next?.endCursor, more]);

  const people = peopleOptions(
    (members?.nodes ?? [])
      .filter(({ isActive }) => isActive)
      .map((member) => ({
        id: member.id,
        displayName: member.displayName,
        unit: member.unit && localName(member.unit),
        disabledReason: member.roles.every(({ role }) => role === "GUEST") ? t("people.guest") : undefined,
      })),
  );
  const isListed = chosen === null || people.some((one) => one.id === chosen.id);
  return isListed ? people : [...people, { id: chosen.id, label: chosen.displayName }];
}
