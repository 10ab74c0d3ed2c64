import { Link } from "@tanstack/react-router";
import { type CSSProperties, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Icon } from "../../../ui/Icon";
import { IconAlertOctagon, IconArrowLeft, IconArrowRight } from "../../../ui/icons";
import { useHere } from "../here";
import { axisOf, barOf, lineBetween, marksOf, type Stretch, sideOf, todayOn, type Zoom } from "./scale";
import type { TimelineAction } from "./Timeline";
import styles from "./Timeline.module.css";

type Props = {
  actions: TimelineAction[];
  period: { start: string; end: string };
  zoom: Zoom;
  changedIds: ReadonlyMap<string, number>;
};

const rowHeight = 44;

type Side = ReturnType<typeof sideOf>;

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

  const [sides, setSides] = useState<Side[]>([]);
  function look() {
    const box = scroll.current;
    if (box === null) return;
    const names = box.querySelector<HTMLElement>("[data-names]")?.offsetWidth ?? 0;
    const [from, to] = [box.scrollLeft, box.scrollLeft + box.clientWidth - names];
    const next = actions.map(({ id }) => {
      const found = bars.get(id);
      return found === undefined ? null : sideOf(found.bar, from, to);
    });
    setSides((before) => (before.join() === next.join() ? before : next));
  }
  useLayoutEffect(look);
  const onResize = useEffectEvent(look);
  useEffect(() => {
    addEventListener("resize", onResize);
    return () => removeEventListener("resize", onResize);
  }, []);

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
    <section
      ref={scroll}
      className={styles.scroll}
      aria-label={t("timeline.label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys
      tabIndex={0}
      onScroll={look}
    >
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
            {actions.map((action, row) => (
              <Row
                key={action.id}
                action={action}
                bar={bars.get(action.id)?.bar ?? { x: 0, width: 0 }}
                away={sides[row] ?? null}
                isChanged={changedIds.has(action.id)}
              />
            ))}
          </ol>
        </div>
      </div>
    </section>
  );
}

type RowProps = {
  action: TimelineAction;
  bar: Stretch;
  /** On which side the bar is out of sight. */
  away: Side;
  isChanged: boolean;
};

function Row({ action, bar, away, isChanged }: RowProps) {
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
        <span className={styles.label} data-names="">
          <span className="muted">{code}</span> {title}
        </span>
        <span className={styles.shape} style={{ left: onAxis(bar.x), width: bar.width }}>
          <span className={styles.done} style={{ width: `${progress}%` }} />
        </span>
        <span className={styles.words} style={{ left: onAxis(bar.x + bar.width) }}>
          {isOverdue && <Icon of={IconAlertOctagon} size={16} />}
          {dueOn === null && <span>{t("timeline.noDue")}</span>}
          {waits !== "" && <span>{t("timeline.after", { codes: waits })}</span>}
        </span>
        {away !== null && <Away side={away} action={action} />}
        <span className="visually-hidden">
          {t("timeline.said", { dates, status: t(`status.${status}`), overdue: isOverdue ? "yes" : "no" })}
        </span>
      </Link>
    </li>
  );
}

/** Says where the bar is that is out of sight; the name of the link has the dates already. */
function Away({ side, action }: { side: "before" | "beyond"; action: TimelineAction }) {
  const { t } = useI18n("plan");
  const { shortDate } = useFormat();
  const { startOn, dueOn } = action;
  const day = side === "before" ? (dueOn ?? startOn) : (startOn ?? dueOn);
  const date = day === null ? "–" : shortDate(day);
  return (
    <span className={styles.away} data-side={side} aria-hidden="true">
      {side === "before" && <Icon of={IconArrowLeft} size={16} />}
      {t(`timeline.${side}`, { date })}
      {side === "beyond" && <Icon of={IconArrowRight} size={16} />}
    </span>
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
