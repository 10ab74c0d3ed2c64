import { Link } from "@tanstack/react-router";
import { type CSSProperties, useLayoutEffect, useRef } from "react";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Icon } from "../../../ui/Icon";
import { IconAlertOctagon } from "../../../ui/icons";
import { useHere } from "../here";
import { axisOf, barOf, lineBetween, marksOf, type Stretch, todayOn, type Zoom } from "./scale";
import type { TimelineAction } from "./Timeline";
import styles from "./Timeline.module.css";

type Props = {
  actions: TimelineAction[];
  period: { start: string; end: string };
  zoom: Zoom;
  changedIds: ReadonlyMap<string, number>;
};

const rowHeight = 44;

/**
 * Bars in date order: each is a link whose name says its dates and what it waits for. The lines between bars repeat what
 * the names say.
 */
export function TimelineChart({ actions, period, zoom, changedIds }: Props) {
  const { t } = useI18n("plan");
  const { monthName, quarterName, dayMonth } = useAxisWords();
  const axis = axisOf(period, actions, zoom);
  const marks = marksOf(axis);
  const today = todayOn(axis, todayInBucharest());
  const scroll = useRef<HTMLDivElement>(null);
  const bars = new Map<string, { bar: Stretch; row: number }>();
  actions.forEach((action, row) => {
    const bar = barOf(axis, action);
    if (bar !== null) bars.set(action.id, { bar, row });
  });

  // The work of today is what one looks for first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another scale moves the view, not another row
  useLayoutEffect(() => {
    const box = scroll.current;
    if (box === null || today === null) return;
    box.scrollLeft = Math.max(today - box.clientWidth / 4, 0);
    const first = actions.findIndex(({ dueOn }) => dueOn !== null && dueOn >= todayInBucharest());
    box.scrollTop = Math.max(first - 1, 0) * rowHeight;
  }, [zoom]);

  const lines = actions.flatMap((action) =>
    action.dependencies.flatMap(({ id }) => {
      const [first, then] = [bars.get(id), bars.get(action.id)];
      if (first === undefined || then === undefined) return [];
      return [
        {
          key: `${id}>${action.id}`,
          path: lineBetween(first.bar, first.row, then.bar, then.row, rowHeight),
        },
      ];
    }),
  );
  const height = actions.length * rowHeight;
  const markName = { week: dayMonth, month: monthName, quarter: quarterName }[zoom];

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys
    <section ref={scroll} className={styles.scroll} aria-label={t("timeline.label")} tabIndex={0}>
      <div className={styles.canvas} style={{ "--axis": `${axis.width}px` } as CSSProperties}>
        <div className={styles.axis} aria-hidden="true">
          {marks.map(({ day, x, width }) => (
            <span key={day} className={styles.mark} style={{ left: onAxis(x), width }}>
              {markName(day)}
            </span>
          ))}
        </div>
        <div className={styles.plot} style={{ height }}>
          {marks.map(({ day, x }) => (
            <span key={day} className={styles.rule} style={{ left: onAxis(x) }} aria-hidden="true" />
          ))}
          <svg className={styles.lines} width={axis.width} height={height} aria-hidden="true">
            {lines.map(({ key, path }) => (
              <path key={key} d={path} />
            ))}
          </svg>
          {today !== null && (
            <span className={styles.today} style={{ left: onAxis(today) }}>
              <span className={styles.todayWord}>{t("timeline.today")}</span>
            </span>
          )}
          <ol className={styles.rows}>
            {actions.map((action) => (
              <Row
                key={action.id}
                action={action}
                bar={bars.get(action.id)?.bar ?? { x: 0, width: 0 }}
                isChanged={changedIds.has(action.id)}
              />
            ))}
          </ol>
        </div>
      </div>
    </section>
  );
}

function Row({ action, bar, isChanged }: { action: TimelineAction; bar: Stretch; isChanged: boolean }) {
  const { t } = useI18n("plan");
  const { shortDate } = useFormat();
  const { slug } = useHere();
  const { id, code, title, status, startOn, dueOn, progress, isOverdue, dependencies } = action;
  const waits = dependencies.map((one) => one.code).join(", ");
  const dates = t("timeline.dates", {
    start: startOn === null ? "–" : shortDate(startOn),
    due: dueOn === null ? "–" : shortDate(dueOn),
  });
  return (
    <li className={styles.row} style={{ height: rowHeight }}>
      <Link
        to={`/i/${slug}/actions/${id}`}
        className={styles.link}
        data-status={status}
        data-changed={isChanged}
        title={`${code} ${title}`}
      >
        <span className={styles.label}>
          <span className="muted">{code}</span> {title}
        </span>
        <span className={styles.shape} style={{ left: onAxis(bar.x), width: bar.width }}>
          <span className={styles.done} style={{ width: `${progress}%` }} />
        </span>
        <span className={styles.words} style={{ left: onAxis(bar.x + bar.width) }}>
          {isOverdue && <Icon of={IconAlertOctagon} size={16} />}
          {waits !== "" && t("timeline.after", { codes: waits })}
        </span>
        <span className="visually-hidden">
          {t("timeline.said", { dates, status: t(`status.${status}`), overdue: isOverdue ? "yes" : "no" })}
        </span>
      </Link>
    </li>
  );
}

/** Past the column of names, which stays in sight. */
function onAxis(x: number): string {
  return `calc(var(--names) + ${x}px)`;
}

function useAxisWords() {
  const { t } = useI18n("plan");
  const format = useFormat();
  return {
    dayMonth: format.dayMonth,
    monthName: format.monthYear,
    quarterName: (day: string) =>
      t("timeline.quarterName", { quarter: Math.ceil(Number(day.slice(5, 7)) / 3), year: day.slice(0, 4) }),
  };
}
