import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { useForm } from "../../../ui/form/useForm";
import { Icon } from "../../../ui/Icon";
import { IconCircleCheck, IconCloudOff } from "../../../ui/icons";
import { Card, Section } from "../../../ui/layout/Section";
import type { Consensus } from "./fragments";
import { PanelInputs } from "./PanelInputs";
import { noneTyped, scoresOf, wrongIn } from "./panels";
import styles from "./Room.module.css";
import { useVote } from "./useVote";

type Props = { assessmentId: string; consensus: Consensus };

/** One more vote, given alone. What was received is said; until the votes are shown another one takes its place. */
export function VoteForm({ assessmentId, consensus }: Props) {
  const { t } = useI18n("caf");
  const vote = useVote(assessmentId, consensus);
  const { panels, round, subcriterion } = consensus;
  const form = useForm({
    initial: noneTyped(panels),
    draft: {
      key: `caf-vote/${consensus.id}/${round}`,
      label: `${t("subcriterion", { code: subcriterion.code })}: ${t("room.vote")}`,
    },
    check: (typed) => wrongIn(panels, typed).map((panel) => ({ path: panel, message: t("points.wrong") })),
    send: async (typed) => {
      vote.cast(scoresOf(panels, typed));
      return null;
    },
  });
  const isGiven = consensus.myVote?.round === round;
  return (
    <Section title={t("room.vote.title", { round })} note={t("room.vote.note")}>
      <Card>
        <div className="stack">
          <Form
            form={form}
            label={t("room.vote.title", { round })}
            submitLabel={t(isGiven ? "room.vote.change" : "room.vote.send")}
          >
            <PanelInputs panels={panels} one={t("room.vote")} />
          </Form>
          <VoteState vote={vote} consensus={consensus} />
        </div>
      </Card>
    </Section>
  );
}

function VoteState({ vote, consensus }: { vote: ReturnType<typeof useVote>; consensus: Consensus }) {
  const { t } = useI18n("caf");
  const { clock, number } = useFormat();
  const { myVote, round } = consensus;
  const isWaiting = vote.state?.kind === "waiting" || vote.state?.kind === "failed";
  return (
    <div role="status" className={styles.said}>
      {isWaiting ? (
        <p className={styles.line}>
          <Icon of={IconCloudOff} />
          {t("room.vote.kept")}
        </p>
      ) : vote.state?.kind === "sending" ? (
        <p className="muted">{t("room.vote.sending")}</p>
      ) : (
        myVote?.round === round && (
          <p className={styles.line}>
            <Icon of={IconCircleCheck} />
            {t("room.vote.received", {
              at: clock(myVote.castAt),
              value: myVote.value === null ? "–" : number(myVote.value.display),
            })}
          </p>
        )
      )}
    </div>
  );
}
