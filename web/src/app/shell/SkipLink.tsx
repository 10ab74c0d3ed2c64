import { useI18n } from "../../lib/i18n";
import styles from "./SkipLink.module.css";

/** First stop of the Tab key: past the frame. */
export function SkipLink() {
  const { t } = useI18n("app");
  return (
    // biome-ignore lint/a11y/useValidAnchor: it leads to a place in the page, which the router must not count as a visit
    <a
      href="#main"
      className={`visually-hidden ${styles.skip}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}
    >
      {t("skip")}
    </a>
  );
}
