import { Suspense } from "react";
import { useFragment as readFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useOfflineReason } from "../here";
import { implementationLook, inLanguage } from "../words";
import { MeasureList } from "./MeasureList";
import { measureFields, type Programme } from "./measures";
import type { Row } from "./SynthesisPage";

// The form is code of its own: most visits only read.
const NewActionForm = lazily(() => import("../../plan/acts/NewActionForm"), "NewActionForm");

type Props = {
  row: Row;
  year: number;
  programme: Programme | null;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onCreated: () => void;
};

/** A standard that is not implemented: its measures, and the form of one more. */
export function Gap({ row, year, programme, isOpen, onOpen, onCreated }: Props) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const { code, number, titleRo, titleEn } = row.standard;
  const title = t("standard.title", { number, title: inLanguage(titleRo, titleEn) });
  const add = programme?.viewerCan.addAction;
  return (
    <Card>
      <div className="stack">
        <div className="row">
          <h3>{title}</h3>
          <StatusChip status={implementationLook[row.status]} label={t(`implementation.${row.status}`)} />
        </div>
        <MeasureList measures={readFragment(measureFields, row.actions)} />
        {programme !== null && (
          <div className="no-print">
            <Button
              small
              expanded={isOpen}
              label={t("measures.proposeFor", { title })}
              disabledReason={add?.allowed ? offline : add?.reason}
              onClick={() => onOpen(!isOpen)}
            >
              {t("measures.propose")}
            </Button>
          </div>
        )}
        {isOpen && programme !== null && add?.allowed && (
          <FormPanel title={t("measures.proposeFor", { title })} onClose={() => onOpen(false)}>
            <Suspense fallback={<SkeletonLines />}>
              <NewActionForm
                planId={programme.id}
                source={{ kind: "CONTROL_GAP", reference: code, note: t("measures.source", { year, title }) }}
                onCreated={onCreated}
                onClose={() => onOpen(false)}
              />
            </Suspense>
          </FormPanel>
        )}
      </div>
    </Card>
  );
}
