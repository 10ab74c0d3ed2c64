import type { Icon as Glyph } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Icon } from "../Icon";
import { IconInfoCircle, IconLock } from "../icons";
import styles from "./Banner.module.css";

type Props = { tone?: "info" | "warn"; icon?: Glyph; children: ReactNode; action?: ReactNode };

/** A line that explains the state of the page or section below it. */
export function Banner({ tone = "info", icon = IconInfoCircle, children, action }: Props) {
  return (
    <div className={styles.banner} data-tone={tone}>
      <Icon of={icon} />
      <div>{children}</div>
      {action}
    </div>
  );
}

/** Why values are text and not fields. */
export function LockedBanner({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Banner icon={IconLock} action={action}>
      {children}
    </Banner>
  );
}
