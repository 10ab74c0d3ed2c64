import { useI18n } from "../../../lib/i18n";
import { Icon } from "../../../ui/Icon";
import { IconSearch } from "../../../ui/icons";
import { palette } from "./Palette";
import styles from "./PaletteButton.module.css";

/** The same as Ctrl K, for those who do not know it. */
export function PaletteButton() {
  const { t } = useI18n("app");
  return (
    <button
      type="button"
      className={styles.button}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      onClick={() => palette.set(true)}
    >
      <Icon of={IconSearch} />
      <span className={styles.word}>{t("palette.button")}</span>
      <span className={styles.keys} aria-hidden="true">
        Ctrl K
      </span>
    </button>
  );
}
