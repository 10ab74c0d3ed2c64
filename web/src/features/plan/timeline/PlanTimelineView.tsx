import type { ComponentProps } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { TableFile } from "../../../lib/export/columns";
import { pagesOf } from "../../../lib/export/pages";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { fileColumns } from "../../../ui/table/columns";
import { ActionToolbar } from "../table/ActionToolbar";
import { readFilters, toApiFilter } from "../table/filters";
import { SavedViews } from "../table/SavedViews";
import { inDateOrder } from "./scale";
import { Timeline, type TimelineAction, timeline, timelineRow } from "./Timeline";
import { useTimelineColumns } from "./TimelineTable";

const AllActions = graphql(`
  query TimelineInFile($id: ID!, $filter: PlanActionFilter, $after: String) {
    plan(id: $id) {
      id
      actions(filter: $filter, orderBy: DUE_ASC, first: 100, after: $after) {
        nodes { id ...TimelineRow_action }
        totalCount
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

type Props = ComponentProps<typeof Timeline> & {
  tenant: ComponentProps<typeof SavedViews>["tenant"] | null;
  /** What a file of the table is called. */
  fileName: string;
};

/** The actions of a plan along the time; its table can be taken along as a file. */
export function PlanTimelineView({ tenant, fileName, ...props }: Props) {
  const { t } = useI18n("plan");
  const [search] = useSearchState();
  const { id, dated } = readFragment(timeline, props.plan);
  const file: TableFile<TimelineAction> = {
    name: fileName,
    caption: t("timeline.label"),
    columns: fileColumns(useTimelineColumns()),
    total: dated.totalCount,
    rows: pagesOf(AllActions, { id, filter: toApiFilter(readFilters(search)) }, ({ plan }) =>
      plan === null ? null : { ...plan.actions, nodes: readFragment(timelineRow, plan.actions.nodes) },
    ),
    arrange: (rows) => inDateOrder(rows).dated,
  };
  return (
    <>
      <ActionToolbar hasTable={false} {...(textOf(search.twin) === "table" ? { file } : {})}>
        {tenant !== null && <SavedViews tenant={tenant} onListChanged={props.onRefresh} />}
      </ActionToolbar>
      <Timeline {...props} />
    </>
  );
}
