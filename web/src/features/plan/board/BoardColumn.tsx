import { type DragEvent, useId, useState } from "react";
import type { PlanActionStatus } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { lookOf } from "../../../ui/status";
import type { ActionCore } from "../fragments";
import styles from "./Board.module.css";
import { BoardCard } from "./BoardCard";
import { type Columns, type Spot, spotBefore } from "./moves";

export type ColumnProps = {
  status: PlanActionStatus;
  /** The one column that is shown where there is room for one. */
  isChosen: boolean;
  cards: ActionCore[];
  columns: Columns<ActionCore>;
  totalCount: number;
  hasMore: boolean;
  onMore: () => void;
  /** The one card that Tab reaches. */
  tabStop: string | null;
  onFocus: (id: string) => void;
  changedIds: ReadonlyMap<string, number>;
  pendingIds: ReadonlySet<string>;
  offline: string | null;
  dragged: ActionCore | null;
  onDrag: (action: ActionCore | null) => void;
  onWish: (action: ActionCore, spot: Spot) => void;
};

/** A status with its cards. While something is dragged, a column that cannot take it says why. */
export function BoardColumn(props: ColumnProps) {
  const { status, isChosen, cards, columns, totalCount, hasMore, onMore, dragged, onDrag, onWish } = props;
  const { t } = useI18n("plan");
  const id = useId();
  const [over, setOver] = useState<number | null>(null);
  const next = dragged?.nextStatuses.find((one) => one.status === status);
  const takes = dragged !== null && (dragged.status === status || next?.allowed === true);
  const why =
    dragged === null || takes
      ? null
      : (next?.reason ?? t("board.notNext", { status: t(`status.${status}`) }));

  function onDragOver(event: DragEvent<HTMLElement>) {
    if (!takes) return;
    event.preventDefault();
    setOver(indexAt(event));
  }

  function onDrop(event: DragEvent<HTMLElement>) {
    event.preventDefault();
    setOver(null);
    if (dragged === null) return;
    const spot = spotBefore(columns, dragged.id, status, indexAt(event));
    onDrag(null);
    if (spot !== null) onWish(dragged, spot);
  }

  return (
    <section
      aria-labelledby={id}
      className={styles.column}
      data-chosen={isChosen}
      data-takes={dragged === null ? undefined : takes}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(null)}
      onDrop={onDrop}
    >
      <h2 id={id} className={styles.heading}>
        <Icon of={lookOf(status).icon} size={18} />
        {t(`status.${status}`)} <span className="muted">{totalCount}</span>
      </h2>
      {why !== null && <p className="small">{why}</p>}
      {cards.length === 0 ? (
        <p className="small muted">{t("board.empty")}</p>
      ) : (
        <ul className={styles.cards}>
          {cards.map((action, index) => (
            <BoardCard key={action.id} {...props} action={action} isBelow={over === index} />
          ))}
        </ul>
      )}
      {over !== null && over >= cards.length && <div className={styles.gap} />}
      {hasMore && (
        <Button small onClick={onMore}>
          {t("board.more")}
        </Button>
      )}
    </section>
  );
}

/** Before which card the pointer is: a card's upper half is before it. */
function indexAt(event: DragEvent<HTMLElement>): number {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-card]")];
  const at = cards.findIndex((card) => {
    const { top, height } = card.getBoundingClientRect();
    return event.clientY < top + height / 2;
  });
  return at === -1 ? cards.length : at;
}
