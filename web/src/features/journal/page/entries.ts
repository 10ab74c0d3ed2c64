import { graphql } from "../../../gql";
import type { JournalEntries_EntriesFragment } from "../../../gql/graphql";
import type { Say } from "../../../lib/i18n";
import type { Subject } from "../ChangeList";

export const journalEntries = graphql(`
  fragment JournalEntries_entries on JournalEntryConnection {
    nodes {
      position
      at
      kind
      summary
      subjectKind
      subjectId
      actor { id displayName }
      actorFunction
      changes { field old new }
      subject {
        __typename
        id
        ... on ControlCampaign { year }
        ... on ControlQuestionnaire { campaign { id year } }
        ... on CriterionAnswer { criterion { code } questionnaire { id campaign { id year } } }
        ... on AnnualControlReport { campaign { id year } }
        ...ThingName_thing
      }
    }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
`);

export type Entry = JournalEntries_EntriesFragment["nodes"][number];

/** Who did it: the function of that day, the person, or nobody of the institution. */
export function whoDid({ kind, actor, actorFunction }: Entry, plan: Say<"plan">): string {
  const nobody = kind === "plan_consulted" ? "history.municipality" : "history.system";
  return actorFunction ?? actor?.displayName ?? plan(nobody);
}

export function fieldsOf(subjectKind: string): Subject {
  if (subjectKind === "plan") return "plan";
  return subjectKind === "plan_action" ? "action" : "thing";
}
