import { useState } from "react";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { useOfflineReason } from "../here";
import { inLanguage } from "../words";
import { DecideStandard } from "./DecideStandard";
import styles from "./Decisions.module.css";
import type { Row, Synthesis } from "./SynthesisPage";

type Props = { campaignId: string; synthesis: Synthesis; rows: Row[] };

/** Standards that apply in no compartment: what the chair decided, or that it waits for the chair. */
export function Decisions({ campaignId, synthesis, rows }: Props) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const offline = useOfflineReason();
  const [asked, setAsked] = useState<Row | null>(null);
  const may = synthesis.viewerCanDecide;
  const name = ({ standard: { number, titleRo, titleEn } }: Row) =>
    t("synthesis.row", { number, title: inLanguage(titleRo, titleEn) });
  return (
    <Section
      title={t("decisions.title")}
      count={String(rows.length)}
      note={t("decisions.note")}
      part="decisions"
    >
      <Card>
        <ul className={styles.decisions}>
          {rows.map((row) => {
            const { decision } = row;
            return (
              <li key={row.standard.code}>
                <h3>{name(row)}</h3>
                {decision === null ? (
                  <div>
                    <StatusChip status="UNDECIDED" label={t("decision.none")} />
                  </div>
                ) : (
                  <>
                    <p className={styles.reason}>{decision.reason}</p>
                    <p className="small muted">
                      {t("decision.by", {
                        who: decision.decidedBy?.displayName ?? "–",
                        date: longDate(dateInBucharest(new Date(decision.decidedAt))),
                      })}
                    </p>
                  </>
                )}
                {may?.allowed && (
                  <div className="row no-print">
                    <Button
                      small
                      disabledReason={offline}
                      label={t(decision === null ? "decision.decide.of" : "decision.change.of", {
                        standard: name(row),
                      })}
                      onClick={() => setAsked(row)}
                    >
                      {t(decision === null ? "decision.decide" : "decision.change")}
                    </Button>
                  </div>
                )}
              </li>
            );
          })}
        </ul>
        {may !== null && !may.allowed && may.reason !== null && <p className="small muted">{may.reason}</p>}
      </Card>
      {asked !== null && (
        <DecideStandard
          campaignId={campaignId}
          standard={asked.standard.code}
          name={name(asked)}
          reason={asked.decision?.reason ?? ""}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}
