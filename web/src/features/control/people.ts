import { useEffect } from "react";
import { graphql } from "../../gql";
import { useResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { localName } from "../../lib/viewer";
import type { PickerOption } from "../../ui/form/Picker";
import { peopleOptions } from "../../ui/form/people";
import { useHere, useOwnPlace } from "./here";

const Members = graphql(`
  query ControlMembers($tenantId: ID!, $after: String) {
    tenant(id: $tenantId) {
      id
      members(first: 100, after: $after) {
        nodes { id displayName isActive roles { role } unit { id nameRo nameEn } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

type Person = { id: string; displayName: string };

/** The people of the institution; guests say why not. Who was chosen and has left since stays in the list. */
export function usePeople(...chosen: (Person | null | undefined)[]): PickerOption[] {
  const { t } = useI18n("control");
  const { id } = useHere();
  const mayRead = useOwnPlace()?.tenant.viewerCan.readMembers.allowed ?? false;
  const { data, more } = useResult(Members, { tenantId: id }, !mayRead);
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
        disabledReason: member.roles.every(({ role }) => role === "GUEST") ? t("delegate.guest") : undefined,
      })),
  );
  const gone = chosen.filter(
    (one): one is Person => Boolean(one) && !people.some(({ id }) => id === one?.id),
  );
  return [...people, ...gone.map((one) => ({ id: one.id, label: one.displayName }))];
}
