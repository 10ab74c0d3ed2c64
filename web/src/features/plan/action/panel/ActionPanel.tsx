import { Suspense } from "react";
import { type FragmentType, graphql, useFragment } from "../../../../gql";
import { useI18n } from "../../../../lib/i18n";
import { textOf, useSearchState } from "../../../../lib/routing/useSearchState";
import { useMedia } from "../../../../lib/useMedia";
import { SidePanel } from "../../../../ui/layout/SidePanel";
import { lazily } from "../../../../ui/state/lazily";
import { SkeletonLines } from "../../../../ui/state/Skeleton";
import type { ActionCore } from "../../fragments";
import { CommentsPanel } from "./CommentsPanel";
import { LinksPanel } from "./LinksPanel";

// Most visits are about what people say.
const HistoryPanel = lazily(() => import("./HistoryPanel"), "HistoryPanel");

const panel = graphql(`
  fragment ActionPanel_action on PlanAction {
    id
    dependencies { id }
    dependents { id }
    viewerCan { comment { allowed reason } }
    ...LinksPanel_action
  }
`);

type Props = {
  action: FragmentType<typeof panel>;
  planId: string;
  core: ActionCore;
  /** Counts what happened to the action since the page opened: an open panel reads its list again. */
  eventCount: number;
};

/** Beside an action: its history, what people say about it, what it waits for and what waits for it. */
export function ActionPanel({ action, planId, core, eventCount }: Props) {
  const { t } = useI18n("plan");
  const [search, setSearch] = useSearchState();
  const isWide = useMedia("(min-width: 64rem)");
  const data = useFragment(panel, action);
  const wanted = textOf(search.panel);
  const open = wanted === "none" ? null : wanted || (isWide ? "comments" : null);
  const linkCount = data.dependencies.length + data.dependents.length;
  return (
    <SidePanel
      label={t("panel.label")}
      open={open}
      onOpen={(key) => setSearch({ panel: key ?? "none" })}
      tabs={[
        {
          key: "history",
          label: t("panel.history"),
          content: () => (
            <Suspense fallback={<SkeletonLines count={6} />}>
              <HistoryPanel core={core} eventCount={eventCount} />
            </Suspense>
          ),
        },
        {
          key: "comments",
          label: t("panel.comments", { count: core.commentCount }),
          content: () => (
            <CommentsPanel
              actionId={data.id}
              planId={planId}
              canComment={data.viewerCan.comment}
              eventCount={eventCount}
            />
          ),
        },
        {
          key: "links",
          label: t("panel.links", { count: linkCount }),
          content: () => <LinksPanel action={data} planId={planId} core={core} />,
        },
      ]}
    />
  );
}
