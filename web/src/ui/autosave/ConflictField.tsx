import { Textarea } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import { announce } from "../../lib/announce";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Button } from "../Button";
import styles from "./ConflictField.module.css";
import { type Part, partsOf } from "./difference";

type Props = {
  label: string;
  /** Who wrote the other value and when, as far as the server tells. */
  conflict: { changedBy: string | null; changedAt: string | null };
  yours: string;
  theirs: string;
  canCombine: boolean;
  onKeepYours: () => void;
  onKeepTheirs: () => void;
  onCombine: (text: string) => void;
};

/** Two people changed one field: both values at the field, differences in brackets, three ways on, none preselected. */
export function ConflictField({ label, conflict, yours, theirs, canCombine, ...act }: Props) {
  const { t } = useI18n("ui");
  const { clock } = useFormat();
  const heading = useId();
  const [combined, setCombined] = useState<string | null>(null);
  const [own, other] = partsOf(yours, theirs);
  const { changedBy, changedAt } = conflict;
  const who = changedBy ?? t("conflict.someone");
  const whoAndWhen = changedAt === null ? who : t("conflict.whoAndWhen", { who, at: clock(changedAt) });

  useEffect(() => announce(t("save.conflict")), [t]);

  return (
    <div className={styles.conflict} role="group" aria-labelledby={heading} data-conflict>
      <p id={heading} className={styles.heading}>
        {t("conflict.title", { label, who: whoAndWhen })}
      </p>
      <div className={styles.sides}>
        <Side title={t("conflict.yours")} parts={own} />
        <Side title={t("conflict.theirs", { who: whoAndWhen })} parts={other} />
      </div>
      {combined === null ? (
        <div className="row">
          <Button onClick={act.onKeepYours}>{t("conflict.keepYours")}</Button>
          <Button onClick={act.onKeepTheirs}>{t("conflict.keepTheirs")}</Button>
          {canCombine && (
            <Button onClick={() => setCombined(`${yours}\n${theirs}`)}>{t("conflict.combine")}</Button>
          )}
        </div>
      ) : (
        <div className={styles.combine}>
          <Textarea
            label={t("conflict.combined")}
            autosize={false}
            rows={4}
            value={combined}
            onChange={(event) => setCombined(event.currentTarget.value)}
          />
          <div className="row">
            <Button onClick={() => act.onCombine(combined)}>{t("conflict.saveCombined")}</Button>
            <Button kind="quiet" onClick={() => setCombined(null)}>
              {t("cancel")}
            </Button>
          </div>
        </div>
      )}
      <p className="small muted">{t("conflict.history")}</p>
    </div>
  );
}

function Side({ title, parts }: { title: string; parts: Part[] }) {
  return (
    <div className={styles.side}>
      <p className="small muted">{title}</p>
      <p className={styles.value}>
        {parts.map(({ text, differs }, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity
          differs ? <mark key={at}>[{text}]</mark> : <span key={at}>{text}</span>,
        )}
      </p>
    </div>
  );
}
