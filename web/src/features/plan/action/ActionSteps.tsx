import { useNavigate } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { IconDots } from "../../../ui/icons";
import { Menu, type MenuItem } from "../../../ui/overlay/Menu";
import { lazily } from "../../../ui/state/lazily";
import more from "../acts/PlanActions.module.css";
import type { ActionCore } from "../fragments";
import { useHere, useOfflineReason } from "../here";
import { useDelete } from "../moves/useDelete";
import { useMove } from "../moves/useMove";
import styles from "./ActionSteps.module.css";
import { nextStep } from "./nextStep";

// Most steps need no reason: its form is code of its own.
const ReasonForm = lazily(() => import("../moves/ReasonForm"), "ReasonForm");

const steps = graphql(`
  fragment ActionSteps_action on PlanAction {
    id
    isWatchedByViewer
    plan { id }
  }
`);

const Watch = graphql(`
  mutation WatchPlanAction($input: WatchPlanActionInput!) {
    watchPlanAction(input: $input) { planAction { id isWatchedByViewer watchers { id displayName } } }
  }
`);
const Unwatch = graphql(`
  mutation UnwatchPlanAction($input: UnwatchPlanActionInput!) {
    unwatchPlanAction(input: $input) { planAction { id isWatchedByViewer watchers { id displayName } } }
  }
`);

type Props = { action: FragmentType<typeof steps>; core: ActionCore; onDone: () => void };

/** The next step of the workflow as the only filled button; the other ways behind it. */
export function ActionSteps({ action, core, onDone }: Props) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { slug } = useHere();
  const { id, isWatchedByViewer, plan } = useFragment(steps, action);
  const offline = useOfflineReason();
  const { move, isBusy } = useMove();
  const watch = useMutation(Watch);
  const unwatch = useMutation(Unwatch);
  const remove = useDelete(() => void navigate({ to: `/i/${slug}/plans/${plan.id}` as string }));
  const [asking, setAsking] = useState<ActionCore["status"] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const next = nextStep(core);

  async function send(status: ActionCore["status"], reason: string): Promise<boolean> {
    const moved = await move(core, { status, reason });
    setFailure(moved.error);
    if (moved.error !== null) return false;
    setAsking(null);
    onDone();
    return true;
  }

  function choose(status: ActionCore["status"]) {
    setFailure(null);
    const wanted = core.nextStatuses.find((one) => one.status === status);
    if (wanted?.needsReason) setAsking(status);
    else void send(status, "");
  }

  const others: MenuItem[] = core.nextStatuses
    .filter(({ status }) => status !== next?.status)
    .map(({ status, allowed, reason }) => ({
      label: t(`step.${status}`),
      disabledReason: allowed ? offline : reason,
      onSelect: () => choose(status),
    }));
  const { delete: canDelete } = core.viewerCan;
  const items: MenuItem[] = [
    ...others,
    ...(canDelete.allowed
      ? [
          {
            label: t("action.delete"),
            disabledReason: offline,
            onSelect: () => void remove(core).then((error) => setFailure(error && errorText(error))),
          },
        ]
      : []),
  ];

  return (
    <div className={styles.steps}>
      <div className={styles.buttons}>
        {next !== null && (
          <Button
            kind="filled"
            isBusy={isBusy}
            disabledReason={next.allowed ? offline : next.reason}
            onClick={() => choose(next.status)}
          >
            {t(`step.${next.status}`)}
          </Button>
        )}
        <Button
          isBusy={watch.isBusy || unwatch.isBusy}
          disabledReason={offline}
          onClick={() => void (isWatchedByViewer ? unwatch : watch).run({ id })}
        >
          {isWatchedByViewer ? t("watch.stop") : t("watch.start")}
        </Button>
        {items.length > 0 && (
          <Menu
            label={t("act.more")}
            className={more.more ?? ""}
            button={<Icon of={IconDots} />}
            items={items}
          />
        )}
      </div>
      {asking !== null && (
        <Suspense fallback={null}>
          <ReasonForm
            title={t("move.title", { code: core.code, status: t(`status.${asking}`) })}
            label={t("move.reason")}
            verb={t(`step.${asking}`)}
            draftKey={`plan/move/${id}/${asking}`}
            isBusy={isBusy}
            error={failure}
            disabledReason={offline}
            onSend={(reason) => send(asking, reason)}
            onCancel={() => setAsking(null)}
          />
        </Suspense>
      )}
      {asking === null && failure !== null && <p role="alert">{failure}</p>}
    </div>
  );
}
