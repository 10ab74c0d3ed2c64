import { Link } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import type { Viewer } from "../../lib/viewer";
import { Icon } from "../../ui/Icon";
import { IconBell } from "../../ui/icons";
import styles from "./Bell.module.css";

/** The way to the notifications, with how many wait to be read; the number follows by itself and does not speak. */
export function Bell({ viewer }: { viewer: Viewer }) {
  const { t } = useI18n("app");
  const count = viewer.unreadNotificationCount;
  return (
    <Link to="/notifications" className={styles.bell}>
      <Icon of={IconBell} />
      <span className={styles.word}>{t("bell.title")}</span>
      {count > 0 && (
        <span className={styles.count}>
          {count > 99 ? "99+" : count}
          <span className="visually-hidden"> {t("bell.unread")}</span>
        </span>
      )}
    </Link>
  );
}
