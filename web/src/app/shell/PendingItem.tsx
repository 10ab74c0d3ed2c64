import { Link } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { announce } from "../../lib/announce";
import { useErrorText } from "../../lib/api/useErrorText";
import { autosave } from "../../lib/autosave/autosave";
import type { Pending } from "../../lib/autosave/storage";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { Button } from "../../ui/Button";
import styles from "./Unsent.module.css";

type Props = { entry: Pending; institution: string | null; onLeave: () => void };

/** A field that saves itself and has not been saved. */
export function PendingItem({ entry, institution, onLeave }: Props) {
  const { t } = useI18n("app");
  const { shortInstant } = useFormat();
  const errorText = useErrorText();
  const queue = useStore(autosave);
  const state = useSyncExternalStore(queue?.subscribe ?? (() => () => {}), () => queue?.state(entry.key));
  const { label, href } = entry.place;
  const conflict = entry.stopped?.kind === "conflict" ? entry.stopped.conflict : null;
  const reason =
    state?.kind === "refused" ? state.message : state?.kind === "failed" ? errorText(state.error) : null;

  return (
    <li className={styles.item} data-stopped={entry.stopped !== null}>
      <p>
        <Link to={href} onClick={onLeave}>
          {label}
        </Link>
        {institution !== null && <span className={styles.institution}>{institution}</span>}
      </p>
      <p className="small muted">
        {t(`unsent.state.${state?.kind === "saved" || state === undefined ? "waiting" : state.kind}`)}
        {" · "}
        {shortInstant(entry.changedAt)}
      </p>
      {reason !== null && <p className="small">{reason}</p>}
      <p className={styles.value}>{entry.shown || "–"}</p>
      {conflict !== null && (
        <p className={styles.value}>
          <span className="small muted">
            {t("unsent.theirs", { who: conflict.changedBy ?? t("unsent.someone") })}
          </span>
          <br />
          {conflict.theirs ?? "–"}
        </p>
      )}
      <div className="row">
        {conflict === null ? (
          <Button small label={t("unsent.retryOf", { label })} onClick={() => void queue?.retry(entry.key)}>
            {t("unsent.retry")}
          </Button>
        ) : (
          <Link to={href} onClick={onLeave} className={styles.compare}>
            {t("unsent.compare")}
          </Link>
        )}
        <Button
          small
          kind="quiet"
          label={t("unsent.discardOf", { label })}
          onClick={() => {
            void queue?.drop(entry.key);
            announce(t("unsent.discarded"));
          }}
        >
          {t("unsent.discard")}
        </Button>
      </div>
    </li>
  );
}
