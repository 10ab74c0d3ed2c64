import { type ReactNode, useId } from "react";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Card, Section } from "../../../ui/layout/Section";
import { useOfflineReason } from "../here";
import type { Consensus } from "./fragments";
import { Discuss, Pause, Resume, Reveal, Revote } from "./operations";
import styles from "./Room.module.css";
import { useAct } from "./useAct";

/** How long the group talks at first, and how much more it is given at a time. */
const firstMinutes = 5;
const moreMinutes = 2;

/** What the facilitator does with the subcriterion before the group; each says who sees what it does. */
export function LeadActs({ consensus }: { consensus: Consensus }) {
  const { t } = useI18n("caf");
  const { id, version, state, round, voteCount, voterCount } = consensus;
  const reveal = useMutation(Reveal);
  const discuss = useMutation(Discuss);
  const pause = useMutation(Pause);
  const resume = useMutation(Resume);
  const revote = useMutation(Revote);
  const { failure, act } = useAct();
  const now = { id, expectedVersion: version };
  const isTimed = consensus.discussionEndsAt !== null || consensus.discussionLeft !== null;
  const isShown = state === "REVEALED" || state === "DISCUSSION";
  const minutes = isTimed ? moreMinutes : firstMinutes;
  if (state === "AGREED") return null;
  return (
    <Section title={t("room.lead.title")} note={t("room.lead.note")}>
      <Card>
        <div className="stack">
          {state === "REVOTE" && (
            <p>
              <strong>{t("room.votes.of", { done: voteCount, all: voterCount })}</strong>{" "}
              <span className="muted">{t("room.votes.of.note")}</span>
            </p>
          )}
          <div className={styles.acts}>
            {!isShown && (
              <Act effect={t(round === 0 ? "room.reveal.effect" : "room.reveal.votes.effect")}>
                {(describedBy, offline) => (
                  <Button
                    kind="filled"
                    isBusy={reveal.isBusy}
                    disabledReason={offline}
                    describedBy={describedBy}
                    onClick={() => void act(() => reveal.run(now))}
                  >
                    {t(state === "REVOTE" ? "room.reveal.votes" : "room.reveal")}
                  </Button>
                )}
              </Act>
            )}
            {isShown && (
              <Act effect={t("room.discuss.effect")}>
                {(describedBy, offline) => (
                  <Button
                    isBusy={discuss.isBusy}
                    disabledReason={offline}
                    describedBy={describedBy}
                    onClick={() => void act(() => discuss.run({ ...now, minutes }))}
                  >
                    {t(isTimed ? "room.discuss.more" : "room.discuss", { minutes })}
                  </Button>
                )}
              </Act>
            )}
            {isShown && isTimed && (
              <Act effect={t("room.pause.effect")}>
                {(describedBy, offline) => (
                  <Button
                    isBusy={pause.isBusy || resume.isBusy}
                    disabledReason={offline}
                    describedBy={describedBy}
                    onClick={() =>
                      void act(() => (consensus.discussionLeft === null ? pause : resume).run(now))
                    }
                  >
                    {t(consensus.discussionLeft === null ? "room.pause" : "room.resume")}
                  </Button>
                )}
              </Act>
            )}
            {isShown && (
              <Act effect={t("room.revote.effect")}>
                {(describedBy, offline) => (
                  <Button
                    isBusy={revote.isBusy}
                    disabledReason={offline}
                    describedBy={describedBy}
                    onClick={() => void act(() => revote.run(now))}
                  >
                    {t("room.revote")}
                  </Button>
                )}
              </Act>
            )}
          </div>
          {failure !== null && <p role="alert">{failure}</p>}
        </div>
      </Card>
    </Section>
  );
}

type ActProps = { effect: string; children: (describedBy: string, offline: string | null) => ReactNode };

/** A button with who sees what it does. */
function Act({ effect, children }: ActProps) {
  const id = useId();
  const offline = useOfflineReason();
  return (
    <div className={styles.act}>
      {children(id, offline)}
      {offline === null && (
        <span id={id} className="small muted">
          {effect}
        </span>
      )}
    </div>
  );
}
