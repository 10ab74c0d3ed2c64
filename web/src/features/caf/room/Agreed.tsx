import { useMutation } from "../../../lib/api/useMutation";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { IconAlertTriangle } from "../../../ui/icons";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";
import { useOfflineReason } from "../here";
import type { Consensus } from "./fragments";
import { ReopenScore } from "./operations";
import styles from "./Room.module.css";
import { useAct } from "./useAct";

type Props = { consensus: Consensus; isLead: boolean };

/** The agreed score with its reason; the average of the members stands beside it, in grey. */
export function Agreed({ consensus, isLead }: Props) {
  const { t } = useI18n("caf");
  const { number, shortInstant } = useFormat();
  const offline = useOfflineReason();
  const reopen = useMutation(ReopenScore);
  const { failure, act } = useAct();
  const { id, version, value, average, reason, agreedAt, agreedBy, panels, warnings } = consensus;
  const shown = (one: { display: string } | null) => (one === null ? "–" : number(one.display));
  return (
    <Section title={t("room.agreed", { value: shown(value) })}>
      <Card>
        <div className="stack">
          <Facts
            facts={[
              ...(panels.length > 1
                ? panels.map(({ panel, points }) => ({ label: t(`panel.${panel}`), value: points }))
                : []),
              { label: t("room.agree.reason"), value: <span className={styles.text}>{reason}</span> },
              {
                label: t("room.average"),
                value: <span className="muted">{shown(average)}</span>,
              },
              {
                label: t("room.agreed.at"),
                value: agreedAt && [shortInstant(agreedAt), agreedBy?.displayName].filter(Boolean).join(", "),
              },
            ]}
          />
          {isLead && (
            <div className={styles.act}>
              <Button
                isBusy={reopen.isBusy}
                disabledReason={offline}
                onClick={() =>
                  void act(() => reopen.run({ id, expectedVersion: version }), t("room.reopen.done"))
                }
              >
                {t("room.reopen")}
              </Button>
              {offline === null && <span className="small muted">{t("room.reopen.effect")}</span>}
            </div>
          )}
          {failure !== null && <p role="alert">{failure}</p>}
        </div>
      </Card>
      {warnings.map((warning) => (
        <Banner key={warning} tone="warn" icon={IconAlertTriangle}>
          {t(`warning.${warning}`)}
        </Banner>
      ))}
    </Section>
  );
}
