import { askAgain } from "../../../lib/api/askAgain";
import { useI18n } from "../../../lib/i18n";
import { ActionFrom } from "../../plan/acts/ActionFrom";
import { MeetingAgain } from "./operations";

type Props = { meetingId: string; decision: { code: string; text: string }; onClose: () => void };

/** A decision carried out: an action of a plan, with the decision as what it follows from. */
export function DecisionAction({ meetingId, decision, onClose }: Props) {
  const { t } = useI18n("control");
  return (
    <>
      <p>{t("decision.toAction.note", { code: decision.code, text: decision.text })}</p>
      <ActionFrom
        source={{ kind: "COMMISSION_DECISION", reference: decision.code }}
        words={{
          plan: t("decision.inPlan"),
          none: t("decision.noPlan"),
          noneCreate: t("decision.noPlan.create"),
          newPlan: t("decision.newPlan"),
        }}
        onCreated={() => void askAgain(MeetingAgain, { id: meetingId })}
        onClose={onClose}
      />
    </>
  );
}
