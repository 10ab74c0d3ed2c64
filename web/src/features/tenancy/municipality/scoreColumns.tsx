import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Progress } from "../../../ui/Progress";
import type { Column } from "../../../ui/table/columns";
import type { VisibleRow } from "../../../ui/table/tree";
import { VerificationMark } from "../VerificationMark";
import type { Institution } from "./Scorecard";
import styles from "./Scorecard.module.css";

type Row = VisibleRow<Institution>;
type Count = "activePlanCount" | "overdueCount" | "dueSoonCount" | "doneCount";

/** An institution with the figures of what it has released; without a figure while it has released nothing. */
export function useScoreColumns(institutions: Institution[]): Column<Row>[] {
  const { t } = useI18n("tenancy");
  const { number } = useFormat();
  const [, setSearch] = useSearchState();

  const count = (key: Count, header: string, priority: 1 | 2 | 3 | 4 | 5, none = "–"): Column<Row> => ({
    key,
    header,
    file: { kind: "WHOLE", value: ({ row }) => row.releasedPlanSummary?.[key] ?? null },
    priority,
    isNumeric: true,
    cell: ({ row: { releasedPlanSummary: summary } }) =>
      summary === null ? <span className="muted">{none}</span> : number(summary[key]),
  });

  return [
    {
      key: "institution",
      header: t("scorecard.institution"),
      file: [
        { kind: "TEXT", value: ({ row }) => localName(row) },
        {
          title: t("unit.parent"),
          kind: "TEXT",
          value: ({ row }) => {
            const parent = institutions.find(({ slug }) => slug === row.parentSlug);
            return parent ? localName(parent) : null;
          },
        },
      ],
      cell: ({ row, level }) => (
        <span style={{ paddingInlineStart: `${(level - 1) * 1.5}rem` }} className={styles.institution}>
          {row.releasedPlanSummary === null ? (
            localName(row)
          ) : (
            <button type="button" onClick={() => setSearch({ institution: row.slug })}>
              {localName(row)}
            </button>
          )}
        </span>
      ),
    },
    {
      key: "mark",
      header: t("verification"),
      file: { kind: "STATUS", value: ({ row }) => t(`verification.${row.verification}`) },
      priority: 5,
      cell: ({ row }) => <VerificationMark value={row.verification} />,
    },
    count("activePlanCount", t("scorecard.active"), 2, t("scorecard.nothing")),
    {
      key: "progress",
      header: t("scorecard.progress"),
      file: { kind: "PERCENT", value: ({ row }) => row.releasedPlanSummary?.progress ?? null },
      priority: 1,
      cell: ({ row }) => {
        const progress = row.releasedPlanSummary?.progress ?? null;
        return progress === null ? <span className="muted">–</span> : <Progress value={progress} />;
      },
    },
    count("overdueCount", t("scorecard.overdue"), 1),
    count("dueSoonCount", t("scorecard.dueSoon"), 3),
    count("doneCount", t("scorecard.done"), 4),
  ];
}
