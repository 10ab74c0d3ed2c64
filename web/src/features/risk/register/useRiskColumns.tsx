import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Deadline } from "../../../ui/Deadline";
import { StatusChip } from "../../../ui/StatusChip";
import type { Column } from "../../../ui/table/columns";
import { Exposure } from "../Exposure";
import styles from "../Exposure.module.css";
import { useHere } from "../here";
import { bandWord, type Scales, scaleOf } from "../scale";
import { statusLook } from "../words";
import { type Row, ratingOf } from "./riskRow";

/** The columns of the register. A file has the twelve of the official one, and those of the page. */
export function useRiskColumns(scales: Scales, { isPast }: { isPast: boolean }): Column<Row>[] {
  const { t } = useI18n("risk");
  const { shortDate } = useFormat();
  const { slug } = useHere();
  const hasTolerance = scales.tolerance !== null;
  const tolerance = ({ isAboveTolerance }: Row) =>
    t(isAboveTolerance ? "tolerance.above" : "tolerance.within");
  const target = ({ target: found }: Row) =>
    found === null ? null : t("target.named", { code: found.code, title: found.title });
  return [
    {
      key: "risk",
      header: t("risk"),
      file: [
        { title: t("target"), kind: "TEXT", value: target },
        { title: t("code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
        { title: t("causes"), kind: "TEXT", value: ({ causes }) => causes },
      ],
      cell: ({ id, code, title, status }) => (
        <span className="row">
          <Link to={`/i/${slug}/risks/${id}`}>
            {code} {title}
          </Link>
          {status === "CLOSED" && <StatusChip status={statusLook.CLOSED} label={t("status.CLOSED")} />}
        </span>
      ),
    },
    {
      key: "unit",
      header: t("unit"),
      file: { kind: "TEXT", value: ({ unit }) => unit && localName(unit) },
      priority: 3,
      cell: ({ unit }) => (unit === null ? "–" : localName(unit)),
    },
    {
      key: "exposure",
      header: t("exposure.product"),
      file: [
        { title: t("exposure"), kind: "WHOLE", value: ({ exposure }) => exposure },
        {
          title: t("band"),
          kind: "STATUS",
          value: ({ band, scale }) => bandWord(scaleOf(scales, scale), band),
        },
        {
          title: t("file.residual.probability"),
          kind: "WHOLE",
          value: ({ residual }) => residual?.probability ?? null,
        },
        {
          title: t("file.residual.impact"),
          kind: "WHOLE",
          value: ({ residual }) => residual?.impact ?? null,
        },
        {
          title: t("file.residual.exposure"),
          kind: "WHOLE",
          value: ({ residual }) => residual?.exposure ?? null,
        },
      ],
      priority: 1,
      cell: (row) => (
        <>
          <Exposure scale={scaleOf(scales, row.scale)} exposure={row.exposure} band={row.band} />
          <Product {...ratingOf(row)} isOnlyInherent={row.residual === null} />
        </>
      ),
    },
    {
      key: "before",
      header: t("before"),
      file: [
        {
          title: t("file.inherent.probability"),
          kind: "WHOLE",
          value: ({ inherent }) => inherent.probability,
        },
        { title: t("file.inherent.impact"), kind: "WHOLE", value: ({ inherent }) => inherent.impact },
        { title: t("file.inherent.exposure"), kind: "WHOLE", value: ({ inherent }) => inherent.exposure },
      ],
      priority: 3,
      isNumeric: true,
      cell: ({ inherent }) => (
        <>
          {inherent.exposure}
          <Product {...inherent} />
        </>
      ),
    },
    {
      key: "tolerance",
      header: t("tolerance"),
      file: { kind: "STATUS", value: (row) => (hasTolerance ? tolerance(row) : null) },
      priority: 1,
      cell: (row) =>
        !hasTolerance ? (
          "–"
        ) : row.isAboveTolerance ? (
          <StatusChip status="OVER_TOLERANCE" label={t("tolerance.above")} />
        ) : (
          tolerance(row)
        ),
    },
    {
      key: "strategy",
      header: t("strategy"),
      file: { kind: "TEXT", value: ({ strategy }) => t(`strategy.${strategy}`) },
      priority: 5,
      cell: ({ strategy }) => t(`strategy.${strategy}.short`),
    },
    {
      key: "owner",
      header: t("owner"),
      file: { kind: "TEXT", value: ({ owner }) => owner?.displayName ?? null },
      priority: 4,
      cell: ({ owner }) => owner?.displayName ?? "–",
    },
    {
      key: "nextReview",
      header: t("nextReviewOn"),
      file: [
        { title: t("lastReviewOn"), kind: "DATE", value: ({ lastReviewOn }) => lastReviewOn },
        { kind: "DATE", value: ({ nextReviewOn }) => nextReviewOn },
        { title: t("status"), kind: "STATUS", value: ({ status }) => t(`status.${status}`) },
        { title: t("remarks"), kind: "TEXT", value: ({ remarks }) => remarks },
      ],
      priority: 2,
      cell: ({ nextReviewOn, status }) =>
        isPast ? (
          shortDate(nextReviewOn)
        ) : (
          <Deadline dueOn={nextReviewOn} isBare isSettled={status === "CLOSED"} />
        ),
    },
  ];
}

type ProductProps = { probability: number; impact: number; isOnlyInherent?: boolean };

/** What an exposure is made of; nothing was rated after measures yet where that is said. */
function Product({ probability, impact, isOnlyInherent = false }: ProductProps) {
  const { t } = useI18n("risk");
  return (
    <span className={`${styles.product} small muted nowrap`}>
      {t("rating.product", { probability, impact })}
      {isOnlyInherent && `, ${t("rating.inherent")}`}
    </span>
  );
}
