import { useEffect } from "react";
import { graphql } from "../../gql";
import { useResult } from "../../lib/api/pageQuery";
import { romanianOrder } from "../../lib/format/search";
import { useI18n } from "../../lib/i18n";
import { localName } from "../../lib/viewer";
import type { PickerOption } from "../../ui/form/Picker";
import { peopleOptions } from "../../ui/form/people";
import { useHere, useMayReadPeople } from "./here";

const Choices = graphql(`
  query PlanChoices($tenantId: ID!, $after: String) {
    tenant(id: $tenantId) {
      id
      units { id nameRo nameEn isRetired }
      members(first: 100, after: $after) {
        nodes {
          id
          displayName
          isActive
          grantedObjectIds
          roles { role }
          unit { id nameRo nameEn }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export type Choices = {
  /** People an action can be given to; guests say why not. */
  people: PickerOption[];
  units: PickerOption[];
  /** People a comment may mention: those who read the plan. */
  readersOf: (planId: string) => PickerOption[];
};

/**
 * The people and units of the institution, for pickers and filters: asked for once and kept, because a picker searches
 * them without the server. Nothing for those who may not look at people.
 */
export function useChoices(isWanted = true): Choices {
  const { t } = useI18n("plan");
  const { id } = useHere();
  const isOff = !useMayReadPeople() || !isWanted;
  const { data, more } = useResult(Choices, { tenantId: id }, isOff);
  const tenant = data?.tenant ?? null;
  const next = tenant?.members.pageInfo;

  // An institution with more people than one page holds: the rest follows while nobody waits for it.
  useEffect(() => {
    if (next?.hasNextPage) void more(next.endCursor);
  }, [next?.hasNextPage, next?.endCursor, more]);

  if (tenant === null) return nothing;
  const active = tenant.members.nodes.filter(({ isActive }) => isActive);
  const option = (member: (typeof active)[number], disabledReason?: string) => ({
    id: member.id,
    displayName: member.displayName,
    unit: member.unit && localName(member.unit),
    disabledReason,
  });
  const isGuest = ({ roles }: (typeof active)[number]) => roles.every(({ role }) => role === "GUEST");
  const isOutside = ({ roles }: (typeof active)[number]) => roles.every(({ role }) => role === "OVERSIGHT");
  return {
    people: peopleOptions(active.map((one) => option(one, isGuest(one) ? t("people.guest") : undefined))),
    units: tenant.units
      .filter(({ isRetired }) => !isRetired)
      .map((unit) => ({ id: unit.id, label: localName(unit) }))
      .sort((one, other) => romanianOrder.compare(one.label, other.label)),
    readersOf: (planId) =>
      peopleOptions(
        active.map((one) => {
          const reads = isGuest(one) ? one.grantedObjectIds.includes(planId) : !isOutside(one);
          return option(one, reads ? undefined : t("people.cannotRead"));
        }),
      ),
  };
}

const nothing: Choices = { people: [], units: [], readersOf: () => [] };

/** A choice in words. */
export function labelOf(options: PickerOption[], id: string | null): string {
  return options.find((option) => option.id === id)?.label ?? "";
}
