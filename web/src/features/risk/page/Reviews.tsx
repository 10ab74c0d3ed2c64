import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { Exposure } from "../Exposure";
import styles from "../Exposure.module.css";
import type { Rating, Scale } from "../scale";
import type { Risk } from "./fragments";

type Review = Risk["reviews"][number];

/** When the risk was looked at, why, and what its exposure was before and after. */
export function Reviews({ reviews, scale }: { reviews: Review[]; scale: Scale }) {
  const { t } = useI18n("risk");
  const { shortDate } = useFormat();
  const before = ({ residualBefore, inherentBefore }: Review) => residualBefore ?? inherentBefore;
  const after = ({ residual, inherent }: Review) => residual ?? inherent;
  const exposure = (rating: Rating, inherent: Rating) => (
    <>
      <Exposure scale={scale} exposure={rating.exposure} band={rating.band} />
      <span className={`${styles.product} small muted`}>
        {t("review.inherent", { exposure: inherent.exposure })}
      </span>
    </>
  );
  const verdict = ({ isConfirmed }: Review) => t(isConfirmed ? "review.CONFIRMED" : "review.CHANGED");
  const columns: Column<Review>[] = [
    {
      key: "on",
      header: t("review.reviewedOn"),
      file: { kind: "DATE", value: ({ reviewedOn }) => reviewedOn },
      cell: ({ reviewedOn }) => shortDate(reviewedOn),
    },
    {
      key: "kind",
      header: t("review.kind"),
      file: [
        { kind: "TEXT", value: ({ kind }) => t(`review.kind.${kind}`) },
        { title: t("review.cause"), kind: "TEXT", value: ({ cause }) => cause },
      ],
      priority: 1,
      cell: ({ kind, cause }) => (
        <>
          {t(`review.kind.${kind}`)}
          {cause !== null && cause !== "" && <span className="muted">: {cause}</span>}
        </>
      ),
    },
    {
      key: "before",
      header: t("review.before"),
      file: [
        { kind: "WHOLE", value: (row) => before(row).exposure },
        { title: t("review.before.inherent"), kind: "WHOLE", value: (row) => row.inherentBefore.exposure },
      ],
      priority: 2,
      cell: (row) => exposure(before(row), row.inherentBefore),
    },
    {
      key: "after",
      header: t("review.after"),
      file: [
        { kind: "WHOLE", value: (row) => after(row).exposure },
        { title: t("review.after.inherent"), kind: "WHOLE", value: (row) => row.inherent.exposure },
      ],
      priority: 1,
      cell: (row) => exposure(after(row), row.inherent),
    },
    {
      key: "verdict",
      header: t("review.verdict"),
      file: { kind: "STATUS", value: verdict },
      priority: 2,
      cell: verdict,
    },
    {
      key: "by",
      header: t("review.by"),
      file: { kind: "TEXT", value: ({ reviewedBy }) => reviewedBy.displayName },
      priority: 3,
      cell: ({ reviewedBy }) => reviewedBy.displayName,
    },
  ];
  const caption = t("reviews.title");
  const file = {
    name: caption,
    caption,
    columns: fileColumns(columns),
    total: reviews.length,
    rows: reviews,
  };
  return (
    <Section
      title={caption}
      count={String(reviews.length)}
      actions={reviews.length > 0 && <ExportMenu file={file} />}
    >
      {reviews.length === 0 ? (
        <Empty text={t("reviews.none")} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={reviews}
          rowId={({ id }) => id}
          rowLabel={({ reviewedOn }) => shortDate(reviewedOn)}
        />
      )}
    </Section>
  );
}
