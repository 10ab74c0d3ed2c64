import { useEffect } from "react";
import { graphql } from "../../gql";
import { useResult } from "../../lib/api/pageQuery";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { localName } from "../../lib/viewer";
import type { PickerOption } from "../../ui/form/Picker";
import { peopleOptions } from "../../ui/form/people";
import { useHere, useMayReadPeople } from "./here";

const Members = graphql(`
  query CafPeople($tenantId: ID!, $after: String) {
    tenant(id: $tenantId) {
      id
      members(first: 100, after: $after) {
        nodes { id displayName isActive expiresOn grantedObjectIds roles { role } unit { id nameRo nameEn } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** Somebody from outside: invited, until a day. */
export function isGuest({ roles }: { roles: readonly { role: string }[] }): boolean {
  return roles.every(({ role }) => role === "GUEST");
}

type Person = { id: string; displayName: string };
type Options = {
  /** The assessment whose guests are taken too; without one guests are not: they neither coordinate nor answer for steps. */
  guestsOf?: string;
  /** Whoever cannot be chosen again. */
  without?: string[];
  /** Who was chosen and may have left since stays in the list. */
  chosen?: Person | null;
};

/** The people of the institution as a picker offers them, guests with the end of their access. */
export function usePeople({ guestsOf, without = [], chosen }: Options): PickerOption[] {
  const { t } = useI18n("caf");
  const { shortDate } = useFormat();
  const { id } = useHere();
  const { data, more } = useResult(Members, { tenantId: id }, !useMayReadPeople());
  const members = data?.tenant?.members;
  const next = members?.pageInfo;

  // An institution with more people than one page holds: the rest follows while nobody waits for it.
  useEffect(() => {
    if (next?.hasNextPage) void more(next.endCursor);
  }, [next?.hasNextPage, next?.endCursor, more]);

  const people = peopleOptions(
    (members?.nodes ?? [])
      .filter((member) => member.isActive && !without.includes(member.id))
      .map(({ id, displayName, expiresOn, grantedObjectIds, roles, unit }) => {
        const isInvited = isGuest({ roles });
        return {
          id,
          displayName,
          unit: isInvited
            ? t(expiresOn === null ? "guest" : "guest.until", {
                date: expiresOn === null ? null : shortDate(expiresOn),
              })
            : unit && localName(unit),
          disabledReason: !isInvited
            ? undefined
            : guestsOf === undefined
              ? t("guest.cannot")
              : grantedObjectIds.includes(guestsOf)
                ? undefined
                : t("guest.elsewhere"),
        };
      }),
  );
  const isGone = chosen && !people.some((one) => one.id === chosen.id);
  return isGone ? [...people, { id: chosen.id, label: chosen.displayName }] : people;
}
