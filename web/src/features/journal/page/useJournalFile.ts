import { graphql, useFragment as readFragment } from "../../../gql";
import type { TableFile } from "../../../lib/export/columns";
import { pagesOf } from "../../../lib/export/pages";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useFieldName } from "../ChangeList";
import { readable } from "../changes";
import { useChangeWords } from "../useChangeWords";
import { type Entry, fieldsOf, journalEntries, whoDid } from "./entries";
import { type JournalSearch, toJournalFilter } from "./filters";
import { subjectKinds } from "./subjects";
import { thingName } from "./thingName";

const AllEntries = graphql(`
  query JournalInFile($id: ID!, $filter: JournalFilter, $after: String) {
    tenant(id: $id) {
      id
      journal(first: 100, after: $after, filter: $filter) { ...JournalEntries_entries }
    }
  }
`);

/** The list of the page for reading and filtering in a sheet; evidence is the other file, with its chain. */
export function useJournalFile(tenantId: string, search: JournalSearch): TableFile<Entry> {
  const { t } = useI18n("journal");
  const { t: plan } = useI18n("plan");
  const { clock, shortDate } = useFormat();
  const say = useChangeWords();
  const names = { plan: useFieldName("plan"), action: useFieldName("action"), thing: useFieldName("thing") };

  function changesOf({ changes, subjectKind }: Entry): string {
    const name = names[fieldsOf(subjectKind)];
    return readable(changes)
      .map(({ field, old, new: now }) => {
        const before = old === null ? "" : `${say(field, old)} → `;
        return `${name(field)}: ${before}${say(field, now)}`;
      })
      .join("; ");
  }

  return {
    name: t("list.title"),
    caption: t("list.title"),
    note: (["from", "to"] as const)
      .filter((key) => search[key] !== "")
      .map((key) => `${t(`filter.${key}`)}: ${shortDate(search[key])}`)
      .join("; "),
    columns: [
      { title: t("file.position"), kind: "WHOLE", value: ({ position }) => Number(position) },
      { title: t("file.day"), kind: "DATE", value: ({ at }) => dateInBucharest(new Date(at)) },
      { title: t("file.time"), kind: "TEXT", value: ({ at }) => clock(at) },
      { title: t("filter.kind"), kind: "TEXT", value: ({ summary }) => summary },
      {
        title: t("filter.subjectKind"),
        kind: "TEXT",
        value: ({ subjectKind }) => {
          const kind = subjectKinds.find((one) => one === subjectKind);
          return kind ? t(`subject.${kind}`) : null;
        },
      },
      { title: t("filter.thing"), kind: "TEXT", value: ({ subject }) => thingName(subject) },
      { title: t("file.who"), kind: "TEXT", value: (entry) => whoDid(entry, plan) },
      { title: t("file.changes"), kind: "TEXT", value: changesOf },
    ],
    total: null,
    rows: pagesOf(AllEntries, { id: tenantId, filter: toJournalFilter(search) }, ({ tenant }) =>
      readFragment(journalEntries, tenant?.journal),
    ),
  };
}
