import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { Timeline_PlanFragment, TimelineRow_ActionFragment } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { useHere } from "../here";
import { ChangeBar } from "../live/ChangeBar";
import type { Changes } from "../live/changes";
import { inDateOrder, type Zoom, zooms } from "./scale";
import styles from "./Timeline.module.css";
import { TimelineChart } from "./TimelineChart";
import { TimelineTable } from "./TimelineTable";

export const timeline = graphql(`
  fragment Timeline_plan on Plan {
    id
    periodStart
    periodEnd
    dated: actions(filter: $filter, orderBy: DUE_ASC, first: 100, after: $after) {
      nodes { id ...TimelineRow_action }
      totalCount
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const timelineRow = graphql(`
  fragment TimelineRow_action on PlanAction {
    id
    code
    title
    startOn
    dueOn
    status
    progress
    isOverdue
    responsible { id displayName }
    dependencies { id code title }
  }
`);

export type TimelineAction = TimelineRow_ActionFragment;

type Props = {
  plan: FragmentType<typeof timeline>;
  changes: Changes;
  isFiltered: boolean;
  onMore: (cursor: string | null | undefined) => Promise<void>;
  onRefresh: () => void;
};

/** The actions along the time, with what waits for what; „Tabel” says the same in words. */
export function Timeline({ plan, changes, isFiltered, onMore, onRefresh }: Props) {
  const { t } = useI18n("plan");
  const [search, setSearch] = useSearchState();
  const data: Timeline_PlanFragment = useFragment(timeline, plan);
  const { nodes, totalCount, pageInfo } = data.dated;
  const actions = useFragment(timelineRow, nodes).filter(({ id }) => !changes.deleted.has(id));
  const zoom: Zoom = zooms.find((one) => one === textOf(search.zoom)) ?? "month";
  const isTable = textOf(search.twin) === "table";
  const { dated, undated } = inDateOrder(actions);
  const period = { start: data.periodStart, end: data.periodEnd };

  if (actions.length === 0) {
    return <Empty text={isFiltered ? t("actions.noneFound") : t("actions.none")} />;
  }
  return (
    <>
      <ChangeBar changes={changes} canMove={false} onShow={onRefresh} />
      <div className="row no-print">
        {!isTable && (
          <div className="row" role="group" aria-label={t("timeline.zoom")}>
            {zooms.map((one) => (
              <button
                key={one}
                type="button"
                className={styles.zoom}
                aria-pressed={one === zoom}
                onClick={() => setSearch({ zoom: one })}
              >
                {t(`timeline.${one}`)}
              </button>
            ))}
          </div>
        )}
        <Button onClick={() => setSearch({ twin: isTable ? undefined : "table" })}>
          {isTable ? t("timeline.chart") : t("timeline.table")}
        </Button>
      </div>
      {undated.length > 0 && <Undated actions={undated} />}
      {isTable ? (
        <TimelineTable actions={dated} />
      ) : (
        <TimelineChart actions={dated} period={period} zoom={zoom} changedIds={changes.outlined} />
      )}
      {pageInfo.hasNextPage && (
        <div className="row">
          <Button onClick={() => void onMore(pageInfo.endCursor)}>{t("timeline.more")}</Button>
          <span className="small muted">
            {t("timeline.shown", { shown: nodes.length, total: totalCount })}
          </span>
        </div>
      )}
    </>
  );
}

function Undated({ actions }: { actions: TimelineAction[] }) {
  const { t } = useI18n("plan");
  const { slug } = useHere();
  return (
    <Section title={t("timeline.undated")} count={String(actions.length)}>
      <ul className={styles.undated}>
        {actions.map(({ id, code, title }) => (
          <li key={id}>
            <Link to={`/i/${slug}/actions/${id}`}>
              {code} {title}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
