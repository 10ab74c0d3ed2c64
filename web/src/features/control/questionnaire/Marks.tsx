import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Icon } from "../../../ui/Icon";
import { IconX } from "../../../ui/icons";
import type { Answer } from "./fragments";
import styles from "./Marks.module.css";
import { countOf, markIn, marks } from "./views";

type Props = {
  answers: Answer[];
  /** Whether the reader answers here: only then it matters what others said. */
  isOpen: boolean;
};

/** What still asks for attention, each with its count; pressing one shows only these criteria. */
export function Marks({ answers, isOpen }: Props) {
  const { t } = useI18n("control");
  const [search, setSearch] = useSearchState();
  const chosen = markIn(search);
  const counted = marks
    .filter((mark) => isOpen || mark !== "others" || mark === chosen)
    .map((mark) => ({ mark, count: countOf(answers, mark) }))
    .filter(({ mark, count }) => count > 0 || mark === chosen);
  if (counted.length === 0) return null;
  return (
    <div role="group" aria-label={t("marks.label")} className={`${styles.marks} no-print`}>
      {counted.map(({ mark, count }) => (
        <button
          key={mark}
          type="button"
          className={styles.mark}
          aria-pressed={mark === chosen}
          onClick={() => setSearch({ only: mark === chosen ? undefined : mark })}
        >
          {t("marks.counted", { mark: t(`marks.${mark}`), count })}
          {mark === chosen && <Icon of={IconX} size={16} />}
        </button>
      ))}
    </div>
  );
}
