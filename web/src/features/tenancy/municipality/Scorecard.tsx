import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { Scorecard_MunicipalityFragment } from "../../../gql/graphql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { Tiles } from "../../../ui/Tiles";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { VerificationMark } from "../VerificationMark";
import { mean, type ScoreRow, scoreRows } from "./figures";
import styles from "./Scorecard.module.css";

const scorecard = graphql(`
  fragment Scorecard_municipality on Municipality {
    id
    institutions { slug nameRo nameEn shortName kind verification parentSlug }
    releasedPlans(first: 100) {
      nodes {
        id
        code
        title
        status
        progress
        overdueCount
        budgetTotal
        periodStart
        periodEnd
        releasedAt
        institution { slug shortName }
      }
    }
  }
`);

type Institution = NonNullable<Scorecard_MunicipalityFragment["institutions"]>[number];
type Plan = Scorecard_MunicipalityFragment["releasedPlans"]["nodes"][number];

/** Figures, then the institutions, then the plans behind them; choosing an institution narrows the plans. */
export function Scorecard({ municipality }: { municipality: FragmentType<typeof scorecard> }) {
  const { t } = useI18n("tenancy");
  const { number, percent, shortInstant, shortDate, money } = useFormat();
  const [search, setSearch] = useSearchState();
  const { institutions, releasedPlans } = useFragment(scorecard, municipality);
  const rows = scoreRows(institutions ?? [], releasedPlans.nodes);
  const releasing = rows.filter(({ plans }) => plans.length > 0).length;
  const overdue = rows.reduce((sum, row) => sum + row.overdueCount, 0);
  const progress = mean(releasedPlans.nodes.map((plan) => plan.progress));
  const chosen = textOf(search.institution);
  const plans = releasedPlans.nodes.filter(({ institution }) => chosen === "" || institution.slug === chosen);

  const columns: Column<ScoreRow<Institution, Plan>>[] = [
    {
      key: "institution",
      header: t("scorecard.institution"),
      cell: ({ institution, level, plans: own }) => (
        <span style={{ paddingInlineStart: `${level * 1.5}rem` }} className={styles.institution}>
          {own.length === 0 ? (
            localName(institution)
          ) : (
            <button type="button" onClick={() => setSearch({ institution: institution.slug })}>
              {localName(institution)}
            </button>
          )}
        </span>
      ),
    },
    {
      key: "mark",
      header: t("verification"),
      priority: 4,
      cell: ({ institution }) => <VerificationMark value={institution.verification} />,
    },
    {
      key: "plans",
      header: t("scorecard.plans"),
      priority: 2,
      isNumeric: true,
      cell: ({ plans: own }) =>
        own.length === 0 ? <span className="muted">{t("scorecard.nothing")}</span> : number(own.length),
    },
    {
      key: "progress",
      header: t("scorecard.progress"),
      priority: 1,
      cell: (row) => (row.progress === null ? "–" : <Progress value={row.progress} />),
    },
    {
      key: "overdue",
      header: t("scorecard.overdue"),
      priority: 1,
      isNumeric: true,
      cell: (row) => (row.progress === null ? "–" : number(row.overdueCount)),
    },
    {
      key: "data",
      header: t("scorecard.data"),
      priority: 3,
      cell: ({ dataAt }) => (dataAt === null ? "–" : shortInstant(dataAt)),
    },
  ];

  const planColumns: Column<Plan>[] = [
    {
      key: "title",
      header: t("scorecard.plan"),
      cell: ({ id, code, title }) => (
        <Link to={`../plans/${id}`}>
          {code} {title}
        </Link>
      ),
    },
    {
      key: "institution",
      header: t("scorecard.institution"),
      priority: 2,
      cell: ({ institution }) => institution.shortName,
    },
    {
      key: "period",
      header: t("scorecard.period"),
      priority: 5,
      cell: ({ periodStart, periodEnd }) => `${shortDate(periodStart)} – ${shortDate(periodEnd)}`,
    },
    {
      key: "status",
      header: t("scorecard.status"),
      priority: 1,
      cell: ({ status }) => <StatusChip status={status} />,
    },
    {
      key: "progress",
      header: t("scorecard.progress"),
      priority: 2,
      cell: (plan) => <Progress value={plan.progress} />,
    },
    {
      key: "overdue",
      header: t("scorecard.overdue"),
      priority: 3,
      isNumeric: true,
      cell: (plan) => number(plan.overdueCount),
    },
    {
      key: "budget",
      header: t("scorecard.budget"),
      priority: 4,
      isNumeric: true,
      cell: ({ budgetTotal }) => money(budgetTotal),
    },
    {
      key: "released",
      header: t("scorecard.data"),
      priority: 3,
      cell: ({ releasedAt }) => (releasedAt === null ? "–" : shortInstant(releasedAt)),
    },
  ];

  return (
    <>
      <Tiles
        tiles={[
          {
            figure: t("scorecard.ofAll", { count: releasing, total: rows.length }),
            label: t("scorecard.releasing"),
          },
          {
            figure: number(releasedPlans.nodes.length),
            label: t("scorecard.planCount", { count: releasedPlans.nodes.length }),
          },
          {
            figure: progress === null ? "–" : percent(progress),
            label: progress === null ? t("scorecard.noData") : t("scorecard.mean"),
          },
          {
            figure: number(overdue),
            label: t("scorecard.overdueCount", { count: overdue }),
            isBad: overdue > 0,
          },
        ]}
      />
      <Section title={t("scorecard.institutions")} count={String(rows.length)}>
        <DataTable
          caption={t("scorecard.institutions")}
          columns={columns}
          rows={rows}
          rowId={({ institution }) => institution.slug}
          rowLabel={({ institution }) => localName(institution)}
        />
      </Section>
      <Section title={t("scorecard.releasedPlans")} count={String(plans.length)}>
        <FilterBar
          filters={[
            {
              key: "institution",
              label: t("scorecard.institution"),
              options: rows.map(({ institution }) => ({
                value: institution.slug,
                label: localName(institution),
              })),
              chosen: chosen === "" ? [] : [chosen],
              onChange: (next) => setSearch({ institution: next.at(-1) }),
            },
          ]}
          onClear={() => setSearch({ institution: undefined })}
        />
        {plans.length === 0 ? (
          <Empty text={t("scorecard.empty")} />
        ) : (
          <DataTable
            caption={t("scorecard.releasedPlans")}
            columns={planColumns}
            rows={plans}
            rowId={({ id }) => id}
            rowLabel={({ title }) => title}
          />
        )}
      </Section>
      <p className={styles.end}>{t("scorecard.end")}</p>
    </>
  );
}
