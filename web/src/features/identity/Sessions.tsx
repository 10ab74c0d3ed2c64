import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { announce } from "../../lib/announce";
import type { ApiError } from "../../lib/api/error";
import { useMutation } from "../../lib/api/useMutation";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { SignOutEverywhere } from "../../lib/session/door";
import { leave } from "../../lib/session/session";
import { Button } from "../../ui/Button";
import { Card, Section } from "../../ui/layout/Section";
import { Dialog, DialogActions } from "../../ui/overlay/Dialog";
import { ErrorBox } from "../../ui/state/ErrorBox";
import { deviceName } from "./deviceName";
import styles from "./Sessions.module.css";

const sessionsOf = graphql(`
  fragment Sessions_viewer on Viewer { sessions { id createdAt lastSeenAt device isCurrent } }
`);

const EndSession = graphql(`
  mutation EndSession($input: EndSessionInput!) { endSession(input: $input) { endedSessionId } }
`);

/** Where the account is signed in: each place can be closed, or all at once. */
export function Sessions({ viewer }: { viewer: FragmentType<typeof sessionsOf> }) {
  const { t } = useI18n("identity");
  const { shortInstant } = useFormat();
  const { sessions } = useFragment(sessionsOf, viewer);
  const [ended, setEnded] = useState<string[]>([]);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [isAsking, setAsking] = useState(false);
  const endSession = useMutation(EndSession);
  const signOutEverywhere = useMutation(SignOutEverywhere);
  const open = sessions.filter(({ id }) => !ended.includes(id));

  async function end(id: string) {
    const { error } = await endSession.run({ sessionId: id });
    setFailure(error);
    if (error !== null) return;
    setEnded([...ended, id]);
    announce(t("sessions.ended"));
  }

  async function endAll() {
    const { error } = await signOutEverywhere.run({});
    if (error === null) return await leave("others");
    setAsking(false);
    setFailure(error);
  }

  return (
    <Section title={t("sessions.title")} note={t("sessions.note")}>
      <Card>
        {failure !== null && <ErrorBox error={failure} />}
        <ul className={styles.list}>
          {open.map(({ id, device, createdAt, lastSeenAt, isCurrent }) => (
            <li key={id}>
              <div>
                <strong>{deviceName(device)}</strong>
                <p className="small muted">
                  {isCurrent
                    ? t("sessions.current")
                    : t("sessions.lastSeen", { at: shortInstant(lastSeenAt) })}{" "}
                  {t("sessions.since", { at: shortInstant(createdAt) })}
                </p>
              </div>
              {!isCurrent && (
                <Button isBusy={endSession.isBusy} onClick={() => void end(id)}>
                  {t("sessions.end")}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <div className={styles.all}>
          <Button onClick={() => setAsking(true)}>{t("sessions.endAll")}</Button>
        </div>
      </Card>
      {isAsking && (
        <Dialog title={t("sessions.endAll")} onClose={() => setAsking(false)}>
          <p>{t("sessions.endAll.text")}</p>
          <DialogActions>
            <Button kind="filled" isBusy={signOutEverywhere.isBusy} onClick={() => void endAll()}>
              {t("sessions.endAll")}
            </Button>
            <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
          </DialogActions>
        </Dialog>
      )}
    </Section>
  );
}
