import type { DocumentRowFragment } from "../../../gql/graphql";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import type { Column } from "../../../ui/table/columns";
import { useTerm } from "../useTerm";

/** The day a document stands for in the archive. */
function dayOf({ effectiveOn, createdAt }: DocumentRowFragment): string {
  return effectiveOn ?? dateInBucharest(new Date(createdAt));
}

/** What lists of documents say of each: what it is, its entry, its day, the end of its term. */
export function useDocumentColumns(): Column<DocumentRowFragment>[] {
  const { t } = useI18n("retention");
  const { shortDate } = useFormat();
  const term = useTerm();
  const entry = ({ retentionClass }: DocumentRowFragment) =>
    retentionClass === null ? null : `${retentionClass.code} ${retentionClass.name}`;
  return [
    {
      key: "title",
      header: t("document.title"),
      file: { kind: "TEXT", value: ({ title }) => title },
      cell: ({ title, removedAt }) => (
        <>
          {title}
          {removedAt !== null && <span className="small muted"> {t("document.removed")}</span>}
        </>
      ),
    },
    {
      key: "class",
      header: t("document.class"),
      file: { kind: "TEXT", value: entry },
      priority: 1,
      cell: (row) => entry(row) ?? "–",
    },
    {
      key: "day",
      header: t("document.day"),
      file: { kind: "DATE", value: dayOf },
      priority: 4,
      cell: (row) => shortDate(dayOf(row)),
    },
    {
      key: "term",
      header: t("class.term"),
      file: {
        kind: "TEXT",
        value: ({ retentionClass }) => (retentionClass === null ? null : term(retentionClass)),
      },
      priority: 3,
      cell: ({ retentionClass }) => (retentionClass === null ? "–" : term(retentionClass)),
    },
    {
      key: "until",
      header: t("document.keptUntil"),
      file: { kind: "DATE", value: ({ keptUntil }) => keptUntil },
      priority: 2,
      cell: ({ keptUntil }) => (keptUntil === null ? "–" : shortDate(keptUntil)),
    },
  ];
}
