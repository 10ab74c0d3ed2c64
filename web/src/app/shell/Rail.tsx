import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import type { RailEntry } from "../../lib/routing/feature";
import { Icon } from "../../ui/Icon";
import { IconDots } from "../../ui/icons";
import { Menu } from "../../ui/overlay/Menu";
import styles from "./Rail.module.css";

/** The ways through the product: a column with words, a bar of four on a phone with the rest under „Mai mult”. */
export function Rail({ entries }: { entries: RailEntry[] }) {
  const { t } = useI18n("app");
  const navigate = useNavigate();
  const path = useLocation({ select: (location) => location.pathname });
  const first = entries.length > 4 ? entries.slice(0, 4) : entries;
  const rest = entries.slice(first.length);
  return (
    <nav aria-label={t("rail.label")} className={`${styles.rail} no-print`}>
      <ul className={styles.list}>
        {entries.map((entry) => (
          <li
            key={entry.key}
            className={rest.includes(entry) ? styles.later : undefined}
            data-act={entry.isAct || undefined}
          >
            <Link
              to={entry.to}
              className={styles.entry}
              data-current={isCurrent(entry, path)}
              aria-current={path === entry.to ? "page" : isCurrent(entry, path) ? "true" : undefined}
            >
              <Icon of={entry.icon} />
              <span className={styles.word}>{t(`rail.${entry.key}`)}</span>
              {entry.count !== undefined && entry.count > 0 && (
                <span className={styles.count}>
                  {entry.count}
                  <span className="visually-hidden"> {t("rail.waiting")}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
        {rest.length > 0 && (
          <li className={styles.more}>
            <Menu
              className={styles.entry ?? ""}
              items={rest.map((entry) => ({
                label: t(`rail.${entry.key}`),
                onSelect: () => void navigate({ to: entry.to }),
              }))}
              button={
                <>
                  <Icon of={IconDots} />
                  <span className={styles.word}>{t("rail.more")}</span>
                </>
              }
            />
          </li>
        )}
      </ul>
    </nav>
  );
}

function isCurrent({ to, under }: RailEntry, path: string): boolean {
  return path === to || (under !== undefined && (path === under || path.startsWith(`${under}/`)));
}
