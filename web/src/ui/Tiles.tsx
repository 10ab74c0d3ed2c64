import { Link } from "@tanstack/react-router";
import { Icon } from "./Icon";
import { IconAlertOctagon } from "./icons";
import styles from "./Tiles.module.css";

export type Tile = {
  figure: string;
  /** What the figure counts, agreeing with it. */
  label: string;
  /** The rows it counts. */
  to?: string;
  search?: Record<string, unknown>;
  isBad?: boolean;
};

/** At most seven figures; each is a link named by figure and label together. */
export function Tiles({ tiles }: { tiles: Tile[] }) {
  return (
    <ul className={styles.tiles}>
      {tiles.map(({ figure, label, to, search, isBad }) => {
        const content = (
          <>
            <span className={styles.figure} data-bad={isBad}>
              {isBad && <Icon of={IconAlertOctagon} size={22} />}
              {figure}
            </span>
            <span className={styles.label}>{label}</span>
          </>
        );
        return (
          <li key={label}>
            {to === undefined ? (
              <div className={styles.tile}>{content}</div>
            ) : (
              <Link to={to} search={search as never} className={styles.tile}>
                {content}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
