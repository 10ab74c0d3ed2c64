import { Button as MantineButton } from "@mantine/core";
import type { Icon as Glyph } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type MouseEventHandler, type ReactNode, type Ref, useId } from "react";
import styles from "./Button.module.css";
import { Icon } from "./Icon";

type Look = {
  /** The next step of the page is filled, and only that. */
  kind?: "filled" | "plain" | "quiet" | "danger" | undefined;
  icon?: Glyph;
  small?: boolean;
  children: ReactNode;
};

type ButtonProps = Look & {
  type?: "button" | "submit";
  onClick?: MouseEventHandler | (() => void);
  isBusy?: boolean;
  /** Why it cannot be used now: shown as text, and the button stays reachable. */
  disabledReason?: string | null | undefined;
  label?: string;
  expanded?: boolean;
  /** Of a button that stands for a field. */
  id?: string;
  ref?: Ref<HTMLButtonElement>;
  describedBy?: string;
};

const variants = { filled: "filled", plain: "default", quiet: "subtle", danger: "default" } as const;

export function Button({
  kind = "plain",
  icon,
  small,
  children,
  disabledReason,
  isBusy,
  onClick,
  ...rest
}: ButtonProps) {
  const id = useId();
  const isOff = Boolean(disabledReason) || isBusy === true;
  const button = (
    <MantineButton
      type={rest.type ?? "button"}
      variant={variants[kind]}
      {...(kind === "danger" ? { color: "failure" } : {})}
      size={small ? "compact-sm" : "md"}
      {...(icon ? { leftSection: <Icon of={icon} size={small ? 16 : 20} /> } : {})}
      aria-label={rest.label}
      aria-expanded={rest.expanded}
      aria-disabled={isOff || undefined}
      aria-busy={isBusy || undefined}
      aria-describedby={disabledReason ? id : rest.describedBy}
      {...(rest.id === undefined ? {} : { id: rest.id })}
      {...(rest.ref === undefined ? {} : { ref: rest.ref })}
      onClick={(event) => (isOff ? event.preventDefault() : onClick?.(event))}
    >
      {children}
    </MantineButton>
  );
  if (!disabledReason) return button;
  return (
    <span className={styles.refused}>
      {button}
      <span id={id} className="small muted">
        {disabledReason}
      </span>
    </span>
  );
}

type LinkProps = Look & { to: string; search?: Record<string, unknown> };

/** Looks like a button, is a link: it leads somewhere and does nothing else. */
export function ButtonLink({ kind = "plain", icon, small, children, to, search }: LinkProps) {
  return (
    <MantineButton
      component={Link}
      to={to}
      search={search as never}
      variant={variants[kind]}
      size={small ? "compact-sm" : "md"}
      {...(icon ? { leftSection: <Icon of={icon} size={small ? 16 : 20} /> } : {})}
    >
      {children}
    </MantineButton>
  );
}
