import { Suspense, useState } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card, Section } from "../../../ui/layout/Section";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import type { Assessment } from "../fragments";
import { useOfflineReason } from "../here";
import type { UnitChoice } from "../UnitsField";
import styles from "./Journey.module.css";

const CancelDialog = lazily(() => import("./CancelDialog"), "CancelDialog", { notice: "dialog" });
const AssessmentForm = lazily(() => import("../AssessmentForm"), "AssessmentForm");

/** What the assessment covers, how it is scored and who leads it. */
export function About({ assessment, units }: { assessment: Assessment; units: UnitChoice[] }) {
  const { t } = useI18n("caf");
  const { shortDate, shortInstant } = useFormat();
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const { viewerCan, note, missingReason, scoringAt, consensusAt, concludedAt } = assessment;
  const isEditing = viewerCan.update.allowed && textOf(search.act) === "edit";
  const [isCancelling, setCancelling] = useState(false);
  const leave = () => setSearch({ act: undefined });
  const instant = (label: string, at: string | null) =>
    at === null ? [] : [{ label, value: shortInstant(at) }];
  return (
    <Section
      title={t("about.title")}
      actions={
        <>
          {viewerCan.update.allowed && (
            <Button disabledReason={offline} onClick={() => setSearch({ act: "edit" })}>
              {t("edit.title")}
            </Button>
          )}
          {viewerCan.cancel.allowed && (
            <Button kind="danger" disabledReason={offline} onClick={() => setCancelling(true)}>
              {t("act.cancel")}
            </Button>
          )}
        </>
      }
    >
      {isEditing && (
        <Card>
          <FormPanel title={t("edit.title")} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <AssessmentForm assessment={assessment} ownPlace={null} units={units} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      <Card>
        <Facts
          facts={[
            { label: t("year"), value: assessment.year },
            {
              label: t("scope"),
              value:
                assessment.units.length === 0 ? t("scope.ALL") : assessment.units.map(localName).join("; "),
            },
            {
              label: t("method"),
              value: (
                <>
                  {t(`method.${assessment.method}`)}
                  <br />
                  <span className="small muted">{t(`method.${assessment.method}.help`)}</span>
                </>
              ),
            },
            { label: t("disclosure"), value: t(`disclosure.${assessment.disclosure}`) },
            { label: t("coordinator"), value: assessment.coordinator?.displayName },
            { label: t("dueOn"), value: assessment.dueOn && shortDate(assessment.dueOn) },
            { label: t("note"), value: note && <span className={styles.text}>{note}</span> },
            ...instant(t("scoringAt"), scoringAt),
            ...instant(t("consensusAt"), consensusAt),
            ...(missingReason === null ? [] : [{ label: t("missingReason"), value: missingReason }]),
            ...instant(t("concludedAt"), concludedAt),
          ]}
        />
      </Card>
      <Suspense fallback={null}>
        {isCancelling && <CancelDialog assessment={assessment} onClose={() => setCancelling(false)} />}
      </Suspense>
    </Section>
  );
}
