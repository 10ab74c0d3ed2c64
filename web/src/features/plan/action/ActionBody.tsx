import { Suspense } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { Banner, LockedBanner } from "../../../ui/state/Banner";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { EvidenceSection } from "../evidence";
import { ActionField } from "../fields/ActionField";
import type { ActionCore } from "../fragments";
import styles from "./ActionBody.module.css";
import { Checklist } from "./Checklist";
import { Contributors } from "./Contributors";
import { EffectSection } from "./EffectSection";
import { IndicatorSection } from "./IndicatorSection";
import { SourceSection } from "./SourceSection";

const RichText = lazily(() => import("../../../ui/text/RichText"), "RichText");

const body = graphql(`
  fragment ActionBody_action on PlanAction {
    id
    ...Contributors_action
    ...SourceSection_action
    ...EffectSection_action
    ...Checklist_action
    ...IndicatorSection_action
    evidence(first: 100) { ...EvidenceSection_evidence }
    viewerCan { attachEvidence { allowed reason } }
  }
`);

type Props = { action: FragmentType<typeof body>; core: ActionCore };

/** What an action is, field by field. What the reader may not change, or nobody now, is text with the reason on top. */
export function ActionBody({ action, core }: Props) {
  const { t } = useI18n("plan");
  const data = useFragment(body, action);
  const { define } = core.viewerCan;
  return (
    <div className={styles.body}>
      {core.statusReason !== null && (
        <Banner>{t("action.statusReason", { reason: core.statusReason })}</Banner>
      )}
      {!define.allowed && define.reason && <LockedBanner>{define.reason}</LockedBanner>}
      <Section title={t("action.what")}>
        <Card>{define.allowed ? <Words core={core} /> : <WordsAsText core={core} />}</Card>
      </Section>
      <Section title={t("action.who")}>
        <Card>
          <div className="stack">
            {define.allowed ? <People core={core} /> : <PeopleAsText core={core} />}
            <Contributors action={data} core={core} />
            <ProgressPart core={core} />
          </div>
        </Card>
      </Section>
      <Section title={t("action.weight")}>
        <Card>{define.allowed ? <Weight core={core} /> : <WeightAsText core={core} />}</Card>
      </Section>
      <Checklist action={data} />
      <Suspense fallback={<SkeletonLines count={3} />}>
        <EvidenceSection
          evidence={data.evidence}
          subjectId={data.id}
          canAttach={data.viewerCan.attachEvidence}
        />
      </Suspense>
      <IndicatorSection action={data} core={core} />
      <SourceSection action={data} core={core} />
      <EffectSection action={data} />
    </div>
  );
}

function Words({ core }: { core: ActionCore }) {
  return (
    <div className="stack form">
      <ActionField action={core} field="title" />
      <ActionField action={core} field="description" />
    </div>
  );
}

function WordsAsText({ core }: { core: ActionCore }) {
  const { t } = useI18n("plan");
  return (
    <Facts
      facts={[
        { label: t("field.title"), value: core.title },
        {
          label: t("field.description"),
          value: core.description ? (
            <Suspense fallback={<span className={styles.text}>{core.description}</span>}>
              <RichText text={core.description} />
            </Suspense>
          ) : null,
        },
      ]}
    />
  );
}

function People({ core }: { core: ActionCore }) {
  return (
    <div className={styles.pair}>
      {/* Names of functions and units are long: each on its own line. */}
      <div className={styles.whole}>
        <ActionField action={core} field="responsibleId" />
      </div>
      <div className={styles.whole}>
        <ActionField action={core} field="unitId" />
      </div>
      <ActionField action={core} field="startOn" />
      <ActionField action={core} field="dueOn" />
    </div>
  );
}

function PeopleAsText({ core }: { core: ActionCore }) {
  const { t } = useI18n("plan");
  const { longDate } = useFormat();
  return (
    <Facts
      facts={[
        { label: t("field.responsibleId"), value: core.responsible?.displayName ?? null },
        { label: t("field.unitId"), value: core.unit && localName(core.unit) },
        { label: t("field.startOn"), value: core.startOn && longDate(core.startOn) },
        { label: t("field.dueOn"), value: core.dueOn && longDate(core.dueOn) },
      ]}
    />
  );
}

/** Progress is reported while the action is in work, by those who carry it out. */
function ProgressPart({ core }: { core: ActionCore }) {
  const { t } = useI18n("plan");
  if (core.viewerCan.report.allowed && core.status === "IN_PROGRESS") {
    return (
      <div className={styles.short}>
        <ActionField action={core} field="progress" />
      </div>
    );
  }
  return <Facts facts={[{ label: t("field.progress"), value: <Progress value={core.progress} /> }]} />;
}

function Weight({ core }: { core: ActionCore }) {
  const { t } = useI18n("plan");
  return (
    <div className="stack">
      <div className={styles.pair}>
        <ActionField action={core} field="impact" />
        <ActionField action={core} field="effort" />
        <ActionField action={core} field="budget" />
      </div>
      <p>
        <span className="muted">{t("column.priority")}:</span>{" "}
        {core.priority === null ? t("priority.unknown") : t(`priority.${core.priority}`)}
      </p>
    </div>
  );
}

function WeightAsText({ core }: { core: ActionCore }) {
  const { t } = useI18n("plan");
  const { money, number } = useFormat();
  return (
    <Facts
      facts={[
        { label: t("field.impact"), value: core.impact === null ? null : number(core.impact) },
        { label: t("field.effort"), value: core.effort === null ? null : number(core.effort) },
        { label: t("column.priority"), value: core.priority && t(`priority.${core.priority}`) },
        { label: t("field.budget"), value: core.budget && money(core.budget) },
      ]}
    />
  );
}
