import { useI18n } from "../../../lib/i18n";
import { Tiles } from "../../../ui/Tiles";
import type { Subordinate } from "./SubordinatesPage";

/** What each figure above the list counts. */
export const parts = {
  handed: ({ state }: Subordinate) => state === "RELEASED",
  waiting: ({ state }: Subordinate) => state === "NOT_STARTED",
  late: ({ isLate }: Subordinate) => isLate,
};
export const partNames = Object.keys(parts) as (keyof typeof parts)[];

/** How many institutions handed over, have not begun, are late; each leads to the rows it counts. */
export function Figures({ path, rows }: { path: string; rows: Subordinate[] }) {
  const { t } = useI18n("control");
  return (
    <Tiles
      tiles={partNames.map((part) => {
        const count = rows.filter(parts[part]).length;
        return {
          figure: part === "handed" ? t("count.of", { done: count, all: rows.length }) : String(count),
          label: t(`subordinates.tile.${part}`),
          to: path,
          search: { show: part, part: "list" },
          isBad: part === "late" && count > 0,
        };
      })}
    />
  );
}
