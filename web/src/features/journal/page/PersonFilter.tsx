import { useEffect } from "react";
import { graphql } from "../../../gql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Picker } from "../../../ui/form/Picker";
import { peopleOptions } from "../../../ui/form/people";

const JournalPeople = graphql(`
  query JournalPeople($tenantId: ID!, $after: String) {
    tenant(id: $tenantId) {
      id
      members(first: 100, after: $after, filter: { includeEnded: true }) {
        nodes { id displayName unit { id nameRo nameEn } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

type Props = { tenantId: string; value: string; onChange: (person: string | null) => void };

/** Whose deeds are shown: found by typing among all who have or had a place here. */
export function PersonFilter({ tenantId, value, onChange }: Props) {
  const { t } = useI18n("journal");
  const { data, more } = useResult(JournalPeople, { tenantId });
  const members = data?.tenant?.members;
  const next = members?.pageInfo;

  // The rest follows while nobody waits for it: the picker searches without the server.
  useEffect(() => {
    if (next?.hasNextPage) void more(next.endCursor);
  }, [next?.hasNextPage, next?.endCursor, more]);

  const people = (members?.nodes ?? []).map(({ id, displayName, unit }) => ({
    id,
    displayName,
    unit: unit && localName(unit),
  }));
  return (
    <Picker
      label={t("filter.actor")}
      options={peopleOptions(people)}
      value={value === "" ? null : value}
      onChange={onChange}
    />
  );
}
