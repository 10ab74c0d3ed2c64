import { useI18n } from "../../../lib/i18n";
import { Chip } from "../../../ui/StatusChip";
import { inLanguage, titleOf } from "../words";
import type { Consensus } from "./fragments";
import styles from "./Room.module.css";
import { Timer } from "./Timer";
import { stateLook } from "./words";

type Props = { consensus: Consensus; isFrozen: boolean };

/** What the group has before it, where it stands with it, and how much time is left. */
export function Subject({ consensus, isFrozen }: Props) {
  const { t } = useI18n("caf");
  const { subcriterion, state } = consensus;
  return (
    <div className={styles.subject}>
      <h2>{t("subcriterion.title", { code: subcriterion.code, title: titleOf(subcriterion) })}</h2>
      <div className="row">
        <Chip {...stateLook[state]} label={t(`room.state.${state}`)} />
        <Timer key={consensus.id} consensus={consensus} isFrozen={isFrozen} />
      </div>
      <details>
        <summary>{t("hint.title")}</summary>
        <p>{inLanguage(subcriterion.hintRo, subcriterion.hintEn)}</p>
      </details>
    </div>
  );
}
