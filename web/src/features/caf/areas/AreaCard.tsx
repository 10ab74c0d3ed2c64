import { useRef } from "react";
import { useI18n } from "../../../lib/i18n";
import { Menu, type MenuItem } from "../../../ui/overlay/Menu";
import styles from "./Areas.module.css";
import type { Area } from "./fragments";
import { type Weights, weights } from "./weights";

type Props = {
  area: Area;
  disabledReason: string | null;
  onDrag: (area: Area | null) => void;
  onRank: (area: Area, wish: Partial<Weights>) => void;
};

/** An area in the matrix: dragged with a pointer, moved by its list of commands with keys. */
export function AreaCard({ area, disabledReason, onDrag, onRank }: Props) {
  const { t } = useI18n("caf");
  const card = useRef<HTMLElement>(null);
  const { text, subcriterion, impact, effort } = area;
  const choices = (which: keyof Weights, current: number | null): MenuItem[] => [
    { kind: "heading", label: t(`areas.${which}`) },
    ...weights.map((value): MenuItem => {
      const onSelect = () => onRank(area, { [which]: value });
      const label = t(`areas.${which}.of`, { value });
      return disabledReason === null
        ? { kind: "choice", label, isChosen: value === current, onSelect }
        : { label, disabledReason, onSelect };
    }),
  ];
  return (
    <article
      ref={card}
      aria-label={`${subcriterion.code} ${text}`}
      tabIndex={-1}
      className={styles.card}
      draggable={disabledReason === null}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", subcriterion.code);
        event.dataTransfer.effectAllowed = "move";
        onDrag(area);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <span>
        <strong>{subcriterion.code}</strong> {text}
      </span>
      <Menu
        align="start"
        home={card}
        className={styles.move ?? ""}
        button={t("areas.move")}
        label={t("areas.moveCard", { code: subcriterion.code, text })}
        items={[...choices("impact", impact), ...choices("effort", effort)]}
      />
    </article>
  );
}
