import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useI18n } from "../../../lib/i18n";
import { Deadline } from "../../../ui/Deadline";
import { Menu, type MenuItem } from "../../../ui/overlay/Menu";
import { Progress } from "../../../ui/Progress";
import type { ActionCore } from "../fragments";
import { useHere } from "../here";
import { isSettled } from "../words";
import styles from "./Board.module.css";
import type { ColumnProps } from "./BoardColumn";
import { type Step, spotAfter } from "./moves";

type Props = ColumnProps & { action: ActionCore; isBelow: boolean };

const steps = ["up", "down", "first", "last"] as const satisfies Step[];

/** An action on the board. The card takes the focus; what is on it is reached through its keys or with a pointer. */
export function BoardCard({ action, isBelow, ...props }: Props) {
  const { columns, hasMore, tabStop, onFocus, changedIds, pendingIds, offline, onDrag, onWish } = props;
  const { t } = useI18n("plan");
  const { slug } = useHere();
  const card = useRef<HTMLElement>(null);
  const { id, code, title, status, responsible, dueOn, progress, viewerCan, nextStatuses } = action;
  const canPlace = viewerCan.place.allowed;
  const canDrag = offline === null && (canPlace || nextStatuses.some(({ allowed }) => allowed));

  function stepItem(step: Step): MenuItem[] {
    // „Ultimul loc” of a column that is not all here would not be the last one.
    if (step === "last" && hasMore) return [];
    const spot = spotAfter(columns, id, step);
    if (spot === null) return [];
    const disabledReason = offline ?? (canPlace ? null : viewerCan.place.reason);
    return [{ label: t(`board.${step}`), disabledReason, onSelect: () => onWish(action, spot) }];
  }

  const places = steps.flatMap(stepItem);
  const items: MenuItem[] = [
    { kind: "heading", label: t("board.toStatus") },
    ...nextStatuses.map(
      (next): MenuItem => ({
        label: t(`status.${next.status}`),
        disabledReason: next.allowed ? offline : next.reason,
        onSelect: () => onWish(action, { status: next.status, afterId: null }),
      }),
    ),
    ...(places.length > 0 ? [{ kind: "heading" as const, label: t("board.inColumn") }, ...places] : []),
  ];

  return (
    <li className={styles.item}>
      {isBelow && <div className={styles.gap} />}
      <article
        ref={card}
        data-card={id}
        tabIndex={tabStop === id ? 0 : -1}
        aria-label={t("board.card", { code, title, status: t(`status.${status}`) })}
        aria-busy={pendingIds.has(id)}
        data-changed={changedIds.has(id)}
        className={styles.card}
        draggable={canDrag}
        onFocus={() => onFocus(id)}
        onDragStart={(event) => {
          event.dataTransfer.setData("text/plain", code);
          event.dataTransfer.effectAllowed = "move";
          onDrag(action);
        }}
        onDragEnd={() => onDrag(null)}
      >
        <p className={styles.title}>
          <span className="muted">{code}</span>{" "}
          <Link to={`/i/${slug}/actions/${id}`} tabIndex={-1}>
            {title}
          </Link>
        </p>
        {responsible !== null && <p className="small muted">{responsible.displayName}</p>}
        <div className={styles.facts}>
          {dueOn !== null && (
            <span className="small">
              <Deadline dueOn={dueOn} isSettled={isSettled(status)} />
            </span>
          )}
          {status === "IN_PROGRESS" && <Progress value={progress} label={t("column.progress")} />}
        </div>
        <Menu
          align="start"
          home={card}
          className={styles.move ?? ""}
          button={t("board.move")}
          label={t("board.moveCard", { code })}
          items={items}
        />
      </article>
    </li>
  );
}
