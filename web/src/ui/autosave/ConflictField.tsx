import { Textarea } from "@mantine/core";
import { Fragment, useEffect, useId, useState } from "react";
import { announce } from "../../lib/announce";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Button } from "../Button";
import { InlineText } from "../text/InlineText";
import { inlineRuns, plainRuns } from "../text/inline";
import styles from "./ConflictField.module.css";
import { type Part, partsOf, textOf } from "./difference";

type Props = {
  label: string;
  /** Who wrote the other value and when, as far as the server tells. */
  conflict: { changedBy: string | null; changedAt: string | null };
  yours: string;
  theirs: string;
  canCombine: boolean;
  /** A text with marks: it is compared as it is read. */
  isRich?: boolean | undefined;
  onKeepYours: () => void;
  onKeepTheirs: () => void;
  onCombine: (text: string) => void;
};

/** Two people changed one field: both values at the field, differences in brackets, three ways on, none preselected. */
export function ConflictField({ label, conflict, yours, theirs, canCombine, isRich, ...act }: Props) {
  const { t } = useI18n("ui");
  const { clock } = useFormat();
  const heading = useId();
  const [combined, setCombined] = useState<string | null>(null);
  const runsOf = isRich ? inlineRuns : plainRuns;
  const [own, other] = partsOf(runsOf(yours), runsOf(theirs));
  const isSameText = isRich && textOf(runsOf(yours)) === textOf(runsOf(theirs));
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
      {isSameText && <p className="small">{t("conflict.onlyMarks")}</p>}
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
        {parts.map(({ runs, differs }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity
          <Fragment key={at}>
            {differs ? (
              <mark>
                [<InlineText runs={runs} />]
              </mark>
            ) : (
              <InlineText runs={runs} />
            )}
          </Fragment>
        ))}
      </p>
    </div>
  );
}
