import { useI18n } from "../../../lib/i18n";
import { Page } from "../../../ui/layout/Page";
import { StatusChip } from "../../../ui/StatusChip";
import { LockedBanner } from "../../../ui/state/Banner";
import { ThingHistory } from "../../journal/ThingHistory";
import type { Assessment, Model } from "../fragments";
import { useHere } from "../here";
import { currentStep } from "../steps";
import type { UnitChoice } from "../UnitsField";
import { assessmentLook } from "../words";
import { About } from "./About";
import { Acts } from "./Acts";
import { Group } from "./Group";
import { NextLine } from "./NextLine";
import { Steps } from "./Steps";

type Props = { assessment: Assessment; model: Model; units: UnitChoice[] };

/** The journey of an assessment: all ten steps visible, what comes next on top. */
export function Journey({ assessment, model, units }: Props) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const { title, status, steps, method, cancelReason } = assessment;
  return (
    <Page
      title={title}
      crumbs={[{ label: t("list.title"), to: `/i/${slug}/caf` }]}
      meta={
        <>
          <StatusChip status={assessmentLook[status]} label={t(`status.${status}`)} />
          {status !== "CANCELLED" && (
            <span>{t("step.of.long", { step: currentStep(steps), all: steps.length })}</span>
          )}
          <span className="muted">{t(`method.${method}`)}</span>
        </>
      }
      actions={<Acts assessment={assessment} />}
    >
      {status === "CANCELLED" && (
        <LockedBanner>{t("cancelled.note", { reason: cancelReason ?? "–" })}</LockedBanner>
      )}
      <NextLine assessment={assessment} model={model} />
      <Steps assessment={assessment} model={model} />
      <Group assessment={assessment} min={model.groupSizeMin} max={model.groupSizeMax} />
      <About assessment={assessment} units={units} />
      <ThingHistory id={assessment.id} />
    </Page>
  );
}
