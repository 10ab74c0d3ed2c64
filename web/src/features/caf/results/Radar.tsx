import { RadarChart } from "echarts/charts";
import { AriaComponent, RadarComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useI18n } from "../../../lib/i18n";
import { useMedia } from "../../../lib/useMedia";
import styles from "./Results.module.css";

use([RadarChart, RadarComponent, AriaComponent, SVGRenderer]);

type Series = { name: string; values: number[] };

type Props = {
  /** What the picture shows, in words. */
  finding: string;
  axes: string[];
  /** This year and at most one before: each with its own line and marker. */
  series: Series[];
};

const lines = ["solid", "dashed"] as const;
const markers = ["circle", "diamond"] as const;

/** A radar from 0 to 100. Its data stand in the table of the same part; nothing shows on hovering only. */
export function Radar({ finding, axes, series }: Props) {
  const { t } = useI18n("caf");
  const place = useRef<HTMLDivElement>(null);
  const isDark = useMedia("(prefers-color-scheme: dark)");
  const data = JSON.stringify([finding, axes, series]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read anew when the scheme changes
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const [says, names, drawn] = JSON.parse(data) as [string, string[], Series[]];
    const colour = (role: string) => getComputedStyle(element).getPropertyValue(`--${role}`).trim();
    const chart = init(element, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      aria: { enabled: true, label: { description: says } },
      radar: {
        // Whole names stand below: in the picture they would be cut off where letters are set wider.
        indicator: names.map((_, at) => ({ name: String(at + 1), max: 100 })),
        radius: "72%",
        axisName: { color: colour("text"), fontSize: 16, fontWeight: 600 },
        axisLine: { lineStyle: { color: colour("edge") } },
        splitLine: { lineStyle: { color: colour("hairline") } },
        splitArea: { show: false },
      },
      series: [
        {
          type: "radar",
          silent: true,
          data: drawn.map(({ name, values }, at) => ({
            name,
            value: values,
            symbol: markers[at],
            symbolSize: 8,
            itemStyle: { color: colour(`series-${at + 1}`) },
            lineStyle: { color: colour(`series-${at + 1}`), width: 2, type: lines[at] },
          })),
        },
      ],
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [data, isDark]);

  return (
    <figure className={styles.figure}>
      <div ref={place} role="img" aria-label={finding} className={styles.radar} />
      <figcaption className={styles.key}>
        {series.map(({ name }, at) => (
          <span key={name} className={styles.entry}>
            <svg width="32" height="12" aria-hidden="true" data-series={at + 1}>
              <line x1="0" y1="6" x2="32" y2="6" strokeWidth="2" strokeDasharray={at === 0 ? "" : "5 4"} />
              {at === 0 ? <circle cx="16" cy="6" r="4" /> : <path d="M16 1 21 6 16 11 11 6Z" />}
            </svg>
            {t(at === 0 ? "radar.line.now" : "radar.line.before", { year: name })}
          </span>
        ))}
      </figcaption>
      <ul className={styles.axes}>
        {axes.map((axis) => (
          <li key={axis}>{axis}</li>
        ))}
      </ul>
    </figure>
  );
}
