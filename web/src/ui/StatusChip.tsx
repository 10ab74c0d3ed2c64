import type { Icon as Glyph } from "@tabler/icons-react";
import { useI18n } from "../lib/i18n";
import { Icon } from "./Icon";
import styles from "./StatusChip.module.css";
import { lookOf, type Status, type Tone } from "./status";

type Props = {
  status: Status;
  /** The word in the gender of the thing it is said of („Aprobată”); otherwise the masculine of the vocabulary. */
  label?: string;
};

/** A status: always icon and word, the tone third. */
export function StatusChip({ status, label }: Props) {
  const { t } = useI18n("ui");
  const { icon, tone } = lookOf(status);
  return <Chip icon={icon} tone={tone} label={label ?? t(`status.${status}`)} />;
}

/** A mark that is not a status (how sure a name is, what kind a thing is), in the same shape. */
export function Chip({ icon, tone, label }: { icon: Glyph; tone: Tone; label: string }) {
  return (
    <span className={styles.chip} data-tone={tone} data-short={label.length <= 12}>
      <Icon of={icon} size={16} />
      <span>{label}</span>
    </span>
  );
}
