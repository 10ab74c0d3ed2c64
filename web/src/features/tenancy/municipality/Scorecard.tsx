import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { Scorecard_MunicipalityFragment } from "../../../gql/graphql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { type Tile, Tiles } from "../../../ui/Tiles";
import { fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { treeOf, visible } from "../../../ui/table/tree";
import { useScoreColumns } from "./scoreColumns";

const scorecard = graphql(`
  fragment Scorecard_municipality on Municipality {
    id
    releasedPlanSummary { activePlanCount overdueCount dueSoonCount doneCount progress }
    institutions {
      slug
      nameRo
      nameEn
      verification
      parentSlug
      releasedPlanSummary { activePlanCount overdueCount dueSoonCount doneCount progress }
    }
  }
`);

export type Institution = NonNullable<Scorecard_MunicipalityFragment["institutions"]>[number];
type Summary = NonNullable<Scorecard_MunicipalityFragment["releasedPlanSummary"]>;

const noneClosed: ReadonlySet<string> = new Set();

/** The figures of the whole municipality, then its institutions in the order of the tree. */
export function Scorecard({ municipality }: { municipality: FragmentType<typeof scorecard> }) {
  const { t } = useI18n("tenancy");
  const { institutions: known, releasedPlanSummary } = useFragment(scorecard, municipality);
  const institutions = known ?? [];
  const tree = treeOf(
    institutions,
    ({ slug }) => slug,
    ({ parentSlug }) => parentSlug ?? undefined,
  );
  const rows = visible(tree, ({ slug }) => slug, noneClosed);
  const releasing = institutions.filter((one) => one.releasedPlanSummary !== null).length;
  const columns = useScoreColumns(institutions);
  const summaryTiles = useSummaryTiles(releasedPlanSummary);

  return (
    <>
      <Tiles
        tiles={[
          {
            figure: t("scorecard.ofAll", { count: releasing, total: institutions.length }),
            label: t("scorecard.releasing"),
          },
          ...summaryTiles,
        ]}
      />
      <Section
        title={t("scorecard.institutions")}
        count={String(rows.length)}
        actions={
          <ExportMenu
            file={{
              name: t("scorecard.institutions"),
              caption: t("scorecard.institutions"),
              columns: fileColumns(columns),
              total: rows.length,
              rows,
            }}
          />
        }
      >
        <DataTable
          caption={t("scorecard.institutions")}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowLabel={({ row }) => localName(row)}
        />
      </Section>
    </>
  );
}

/** Before anything was released there is nothing to tell, which is not zero. */
function useSummaryTiles(summary: Summary | null): Tile[] {
  const { t } = useI18n("tenancy");
  const { number, percent } = useFormat();
  const noData = { figure: "–", label: t("scorecard.noData") };
  if (summary === null) return [noData];
  const { activePlanCount, overdueCount, dueSoonCount, doneCount, progress } = summary;
  return [
    {
      figure: number(activePlanCount),
      label: t("scorecard.activeCount", { count: activePlanCount }),
    },
    progress === null ? noData : { figure: percent(progress), label: t("scorecard.mean") },
    {
      figure: number(overdueCount),
      label: t("scorecard.overdueCount", { count: overdueCount }),
      isBad: overdueCount > 0,
    },
    { figure: number(dueSoonCount), label: t("scorecard.dueSoonCount", { count: dueSoonCount }) },
    { figure: number(doneCount), label: t("scorecard.doneCount", { count: doneCount }) },
  ];
}
