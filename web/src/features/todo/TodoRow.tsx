import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../gql";
import type { TodoVerb } from "../../gql/graphql";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { addressOf, type Subject } from "../../lib/routing/address";
import { useViewer } from "../../lib/viewer";
import { ButtonLink } from "../../ui/Button";
import { Deadline } from "../../ui/Deadline";
import { Icon } from "../../ui/Icon";
import { IconAlertOctagon, IconCircleCheck, IconCircleDashed, IconCircleHalf2 } from "../../ui/icons";
import { Progress } from "../../ui/Progress";
import styles from "./TodoRow.module.css";

export const todoRow = graphql(`
  fragment TodoRow_todo on Todo {
    id
    verb
    title
    objectCode
    reason
    dueOn
    group
    progress
    waitingCount
    tenant { id slug shortName }
    subject {
      id
      ... on ControlCampaign { year }
      ... on ControlQuestionnaire { campaign { id year } completeCount criterionCount }
    }
  }
`);

/** One duty: what to do with what, why me, until when, how far, and the button that begins it. */
export function TodoRow({
  todo,
  resolvedAt,
}: {
  todo: FragmentType<typeof todoRow>;
  resolvedAt: Date | null;
}) {
  const { t } = useI18n("todo");
  const { clock } = useFormat();
  const viewer = useViewer();
  const data = useFragment(todoRow, todo);
  const { verb, title, objectCode, reason, dueOn, group, progress, waitingCount, tenant, subject } = data;
  const address = subject === null ? `/i/${tenant.slug}` : firstField(subject, verb, tenant.slug);
  const hasSeveral = (viewer?.memberships.length ?? 0) > 1;
  const shape =
    resolvedAt !== null
      ? IconCircleCheck
      : group === "OVERDUE"
        ? IconAlertOctagon
        : progress
          ? IconCircleHalf2
          : IconCircleDashed;

  return (
    <li className={styles.row} data-resolved={resolvedAt !== null} data-group={group}>
      <span className={styles.shape}>
        <Icon of={shape} />
      </span>
      <div className={styles.what}>
        <Link to={address} className={styles.title}>
          {t(`verb.${verb}`)}: {objectCode ? `${objectCode} ` : ""}
          {title}
        </Link>
        <span className="small muted">
          {hasSeveral && `${tenant.shortName} · `}
          {t(`reason.${reason}`)}
          {waitingCount > 0 && ` · ${t("behind", { count: waitingCount })}`}
        </span>
      </div>
      <div className={styles.when}>
        {resolvedAt !== null
          ? t("resolved", { at: clock(resolvedAt) })
          : dueOn !== null && <Deadline dueOn={dueOn} />}
        {resolvedAt === null && subject?.__typename === "ControlQuestionnaire" && (
          <span>{t("done", { done: subject.completeCount, all: subject.criterionCount })}</span>
        )}
        {resolvedAt === null && progress !== null && <Progress value={progress} label={t("progress")} />}
      </div>
      <div className={`${styles.act} no-print`}>
        {resolvedAt === null && (
          <ButtonLink to={address}>
            {progress ? t("continue") : t(`verb.${verb}`)}
            <span className="visually-hidden">
              {" "}
              {objectCode} {title}
            </span>
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

/** Where the duty begins: a questionnaire opens at its first open criterion, or at what is checked. */
function firstField(subject: Subject, verb: TodoVerb, slug: string): string {
  const address = addressOf(subject, slug);
  if (subject.__typename !== "ControlQuestionnaire") return address;
  return `${address}?view=${verb === "ANSWER" || verb === "COMPLETE" ? "one" : "check"}`;
}
