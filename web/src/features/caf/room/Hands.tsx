import { useMutation } from "../../../lib/api/useMutation";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Section } from "../../../ui/layout/Section";
import { useOfflineReason } from "../here";
import type { Hand, RoomAssessment } from "./fragments";
import { LowerHand, RaiseHand } from "./operations";
import styles from "./Room.module.css";
import { useAct } from "./useAct";

/** Who asks for the word, first come first; giving it takes the hand down. */
export function Hands({ hands }: { hands: readonly Hand[] }) {
  const { t } = useI18n("caf");
  const { clock } = useFormat();
  const offline = useOfflineReason();
  const lower = useMutation(LowerHand);
  const { failure, act } = useAct();
  return (
    <Section
      title={t("room.hands.title", { count: hands.length })}
      note={hands.length === 0 ? undefined : t("room.hands.note")}
    >
      {hands.length === 0 ? (
        <p className="muted">{t("room.hands.none")}</p>
      ) : (
        <ol className={styles.hands}>
          {hands.map(({ id, handRaisedAt, person }) => (
            <li key={id} className={styles.hand}>
              <span>
                {person.displayName}
                {handRaisedAt !== null && (
                  <span className="small muted"> {t("room.hands.since", { at: clock(handRaisedAt) })}</span>
                )}
              </span>
              <Button
                small
                label={t("room.hands.giveTo", { who: person.displayName })}
                isBusy={lower.isBusy}
                disabledReason={offline}
                onClick={() =>
                  void act(() => lower.run({ id }), t("room.hands.given", { who: person.displayName }))
                }
              >
                {t("room.hands.give")}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {failure !== null && <p role="alert">{failure}</p>}
    </Section>
  );
}

/** The member's own hand: the facilitator sees it, the others do not. */
export function OwnHand({ mine }: { mine: NonNullable<RoomAssessment["mine"]> }) {
  const { t } = useI18n("caf");
  const { clock } = useFormat();
  const offline = useOfflineReason();
  const raise = useMutation(RaiseHand);
  const lower = useMutation(LowerHand);
  const { failure, act } = useAct();
  const isUp = mine.handRaisedAt !== null;
  return (
    <div className={styles.act}>
      <Button
        isBusy={raise.isBusy || lower.isBusy}
        disabledReason={offline}
        onClick={() => void act(() => (isUp ? lower : raise).run({ id: mine.id }))}
      >
        {t(isUp ? "room.hand.lower" : "room.hand.raise")}
      </Button>
      <span role="status" className="small muted">
        {mine.handRaisedAt === null
          ? t("room.hand.seen")
          : t("room.hand.raised", { at: clock(mine.handRaisedAt) })}
      </span>
      {failure !== null && <p role="alert">{failure}</p>}
    </div>
  );
}
