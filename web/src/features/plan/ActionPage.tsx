import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { graphql, useFragment as readFragment } from "../../gql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { Deadline } from "../../ui/Deadline";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";
import { NoAccess } from "../../ui/state/NoAccess";
import { SkeletonLines } from "../../ui/state/Skeleton";
import styles from "./ActionPage.module.css";
import { ActionStatus } from "./ActionStatus";
import { ActionBody } from "./action/ActionBody";
import { ActionSteps } from "./action/ActionSteps";
import { ActionPanel } from "./action/panel/ActionPanel";
import { actionCore } from "./fragments";
import { useHere } from "./here";
import { Presence } from "./live/Presence";
import { usePlanLive } from "./live/usePlanLive";
import { isSettled } from "./words";

export const query = pageQuery(
  graphql(`
    query ActionPage($id: ID!) {
      planAction(id: $id) {
        id
        plan { id code title streamCursor }
        ...ActionCore_action
        ...ActionSteps_action
        ...ActionBody_action
        ...ActionPanel_action
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

/** An action: its fields save themselves; beside them its history, comments and what it waits for. */
export function ActionPage() {
  const { t } = useI18n("plan");
  const { id } = useParams({ strict: false }) as { id: string };
  const { slug } = useHere();
  const result = query.useResult();
  const found = result.data?.planAction;
  const isThis = found === null || found?.id === id;
  const [eventCount, setEventCount] = useState(0);

  const { changes } = usePlanLive({
    planId: found?.plan.id ?? "",
    cursor: (isThis && found?.plan.streamCursor) || null,
    onRefetch: result.retry,
    // What hangs on the action (checklist, values, people) comes with the page's own query.
    onEvent(event) {
      if (event.actionId !== id) return;
      setEventCount((count) => count + 1);
      if (!event.isOwn) result.retry();
    },
  });

  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }} skeleton={<SkeletonLines count={10} />}>
      {({ planAction }) => {
        if (planAction === null || changes.deleted.has(id)) return <NoAccess />;
        const action = readFragment(actionCore, planAction);
        const { plan } = planAction;
        return (
          <Page
            key={id}
            code={action.code}
            title={action.title}
            isAutosaved
            crumbs={[
              { label: t("plans.title"), to: `/i/${slug}/plans` },
              { label: plan.code, to: `/i/${slug}/plans/${plan.id}` },
            ]}
            meta={
              <>
                <ActionStatus status={action.status} />
                {action.dueOn !== null && (
                  <Deadline dueOn={action.dueOn} isSettled={isSettled(action.status)} />
                )}
                <span>{action.responsible?.displayName ?? t("action.nobody")}</span>
                <Link to={`/i/${slug}/plans/${plan.id}`}>{plan.title}</Link>
                <Presence planId={plan.id} actionId={id} />
              </>
            }
            actions={<ActionSteps action={planAction} core={action} onDone={result.retry} />}
          >
            <div className={styles.layout}>
              <ActionBody action={planAction} core={action} />
              <ActionPanel action={planAction} planId={plan.id} core={action} eventCount={eventCount} />
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
