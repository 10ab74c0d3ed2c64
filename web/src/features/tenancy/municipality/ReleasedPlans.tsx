import { useEffect } from "react";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { pagesOf } from "../../../lib/export/pages";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { releasedPlanRows, useReleasedColumns } from "./releasedColumns";

const released = graphql(`
  fragment ReleasedPlans_municipality on Municipality {
    id
    institutions { slug nameRo nameEn }
    releasedPlans(institution: $institution, first: 50, after: $after) { ...ReleasedPlanRows_plans }
  }
`);

const AllReleased = graphql(`
  query ReleasedPlansInFile($id: ID!, $institution: String, $after: String) {
    municipality(id: $id) {
      id
      releasedPlans(institution: $institution, first: 100, after: $after) { ...ReleasedPlanRows_plans }
    }
  }
`);

type Props = {
  municipality: FragmentType<typeof released>;
  isStale: boolean;
  more: (cursor: string | null | undefined) => Promise<void>;
};

/** The plans behind the figures, of all institutions or of one. */
export function ReleasedPlans({ municipality, isStale, more }: Props) {
  const { t } = useI18n("tenancy");
  const { t: ui } = useI18n("ui");
  const [search, setSearch] = useSearchState();
  const { id, institutions, releasedPlans } = useFragment(released, municipality);
  const { nodes, totalCount, pageInfo } = useFragment(releasedPlanRows, releasedPlans);
  const columns = useReleasedColumns();
  const chosen = textOf(search.institution);
  const isFiltered = chosen !== "";
  const clear = () => setSearch({ institution: undefined });
  useEffect(() => {
    if (isFiltered && !isStale) announce(t("scorecard.found", { count: totalCount }));
  }, [isFiltered, isStale, totalCount, t]);

  return (
    <Section title={t("scorecard.releasedPlans")} count={String(totalCount)}>
      {(totalCount > 0 || isFiltered) && (
        <FilterBar
          filters={[
            {
              key: "institution",
              label: t("scorecard.institution"),
              options: (institutions ?? []).map((one) => ({ value: one.slug, label: localName(one) })),
              chosen: isFiltered ? [chosen] : [],
              onChange: (next) => setSearch({ institution: next.at(-1) }),
            },
          ]}
          onClear={clear}
          file={{
            name: t("scorecard.releasedPlans"),
            caption: t("scorecard.releasedPlans"),
            columns: fileColumns(columns),
            total: totalCount,
            rows: pagesOf(AllReleased, { id, institution: chosen || null }, (data) =>
              readFragment(releasedPlanRows, data.municipality?.releasedPlans),
            ),
          }}
        />
      )}
      {nodes.length > 0 ? (
        <DataTable
          caption={t("scorecard.releasedPlans")}
          columns={columns}
          rows={nodes}
          rowId={(plan) => plan.id}
          rowLabel={({ title }) => title}
          totalCount={totalCount}
          isStale={isStale}
          hasMore={pageInfo.hasNextPage}
          onMore={() => void more(pageInfo.endCursor)}
        />
      ) : isFiltered ? (
        <Empty text={ui("filter.none")} action={<Button onClick={clear}>{ui("filter.clear")}</Button>} />
      ) : (
        <Empty text={t("scorecard.empty")} />
      )}
    </Section>
  );
}
