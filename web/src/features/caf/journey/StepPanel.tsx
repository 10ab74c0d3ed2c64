import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Facts } from "../../../ui/layout/Facts";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import type { Assessment, Model, Step } from "../fragments";
import { useHere } from "../here";
import { assessing, planning, reporting } from "../steps";
import { inLanguage, titleOf } from "../words";
import styles from "./Journey.module.css";

// The form is code of its own: most visits only read.
const StepForm = lazily(() => import("./StepForm"), "StepForm");

type Props = {
  assessment: Assessment;
  step: Step;
  model: Model["steps"][number];
  onClose: () => void;
};

/** One step: what it leaves behind, who answers for it, by when, and what was done. */
export function StepPanel({ assessment, step, model, onClose }: Props) {
  const { t } = useI18n("caf");
  const { shortDate } = useFormat();
  const { slug } = useHere();
  const base = `/i/${slug}/caf/${assessment.id}`;
  const mayEdit = assessment.viewerCan.updateSteps.allowed;
  return (
    <FormPanel title={t("step.title", { step: step.ordinal, title: titleOf(model) })} onClose={onClose}>
      <Facts
        facts={[
          { label: t("step.deliverable"), value: inLanguage(model.deliverableRo, model.deliverableEn) },
          ...(mayEdit
            ? []
            : [
                { label: t("step.responsible"), value: step.responsible?.displayName },
                { label: t("step.dueOn"), value: step.dueOn && shortDate(step.dueOn) },
                { label: t("step.doneOn"), value: step.doneOn && shortDate(step.doneOn) },
                {
                  label: t("step.note"),
                  value: step.note && <span className={styles.text}>{step.note}</span>,
                },
              ]),
        ]}
      />
      {step.isDerived && <p>{t(step.ordinal === assessing ? "step.derived.5" : "step.derived")}</p>}
      {step.ordinal === assessing && assessment.mine !== null && assessment.scoringAt !== null && (
        <p>
          <Link to={`${base}/mine/next`}>{t("mine.title")}</Link>
        </p>
      )}
      {step.ordinal === assessing && assessment.status === "CONSENSUS" && (
        <p>
          <Link to={`${base}/room`}>{t("room.open")}</Link>
        </p>
      )}
      {step.ordinal === assessing && assessment.consensusAt !== null && (
        <p>
          <Link to={`${base}/results`}>{t("results.open")}</Link>
        </p>
      )}
      {step.ordinal === reporting && assessment.consensusAt !== null && (
        <p>
          <Link to={`${base}/report`}>{t("report.open")}</Link>
        </p>
      )}
      {step.ordinal === planning && assessment.consensusAt !== null && (
        <p>
          <Link to={`${base}/areas`}>{t("areas.open")}</Link>
        </p>
      )}
      {mayEdit && (
        <Suspense fallback={<SkeletonLines />}>
          <StepForm assessmentId={assessment.id} step={step} onDone={onClose} />
        </Suspense>
      )}
      {!mayEdit && assessment.viewerCan.updateSteps.reason !== null && (
        <p className="small muted">{assessment.viewerCan.updateSteps.reason}</p>
      )}
    </FormPanel>
  );
}
