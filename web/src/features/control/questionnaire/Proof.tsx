import { createContext, Suspense, useContext, useRef, useState } from "react";
import type { Autosaved } from "../../../lib/autosave/useAutosave";
import { useI18n } from "../../../lib/i18n";
import { SavedText } from "../../../ui/autosave/fields";
import { Button } from "../../../ui/Button";
import { IconPaperclip } from "../../../ui/icons";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import styles from "./Criterion.module.css";
import type { Answer } from "./fragments";
import { ProofText } from "./ProofText";

// What is attached is a feature of its own, with a query of its own: a list of 45 criteria opens without it.
const AnswerEvidence = lazily(() => import("./AnswerEvidence"), "AnswerEvidence");
const PickRisk = lazily(() => import("./PickRisk"), "PickRisk");

/** Whether the reader may look into the register of risks: asked once for all criteria. */
export const MayReadRisks = createContext(false);

type Props = {
  answer: Answer;
  /** The field of the code or address, where the reader answers. */
  field: Autosaved<string> | null;
  isOpen?: boolean;
};

/** What proves an answer: a code or an address, and the evidence attached. In a long list it opens on demand. */
export function Proof({ answer, field, isOpen: isOpenAtOnce = false }: Props) {
  const { t } = useI18n("control");
  const [isOpen, setOpen] = useState(isOpenAtOnce);
  const { code } = answer.criterion;
  return (
    <div className={styles.proof}>
      {!isOpenAtOnce && (
        <div className="row">
          <span className="no-print">
            <Button
              small
              kind="quiet"
              icon={IconPaperclip}
              expanded={isOpen}
              label={t("proof.of", { code })}
              onClick={() => setOpen(!isOpen)}
            >
              {t("proof.title")}
            </Button>
          </span>
          {!isOpen && <ProofText answer={answer} />}
        </div>
      )}
      {isOpen && (
        <>
          {field !== null && <ProofField answer={answer} field={field} />}
          <Suspense fallback={<SkeletonLines />}>
            <AnswerEvidence answerId={answer.id} code={code} />
          </Suspense>
        </>
      )}
    </div>
  );
}

/** The code or address, typed or picked from the register of risks. */
function ProofField({ answer, field }: { answer: Answer; field: Autosaved<string> }) {
  const { t } = useI18n("control");
  const mayPick = useContext(MayReadRisks);
  const [isPicking, setPicking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { code } = answer.criterion;
  return (
    <>
      <SavedText saved={field} label={t("field.proof")} help={t("proof.help")} />
      {field.value === answer.proof && answer.proof !== "" && (
        <p className="small">
          <ProofText answer={answer} />
        </p>
      )}
      {mayPick && (
        <div className="no-print">
          <Button
            ref={opener}
            small
            expanded={isPicking}
            label={t("proof.pick.of", { code })}
            onClick={() => setPicking(!isPicking)}
          >
            {t("proof.pick")}
          </Button>
        </div>
      )}
      {isPicking && (
        <Suspense fallback={<SkeletonLines count={1} />}>
          <PickRisk
            onPicked={(risk) => {
              field.change(risk);
              field.leave();
              setPicking(false);
              opener.current?.focus();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
