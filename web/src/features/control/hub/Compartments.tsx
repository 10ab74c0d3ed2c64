import { Link } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { CompartmentRow_QuestionnaireFragment } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere, useOwnPlace } from "../here";
import { questionnaireLook } from "../words";
import { ownFirst } from "./figures";

export const compartmentRow = graphql(`
  fragment CompartmentRow_questionnaire on ControlQuestionnaire {
    id
    status
    completeCount
    criterionCount
    unit { id nameRo nameEn }
    delegate { id displayName }
    viewerCan { answer { allowed } }
  }
`);

type Row = CompartmentRow_QuestionnaireFragment;

/** The compartments of a self-assessment, the reader's own first; the name leads to the questionnaire. */
export function Compartments({ year, rows }: { year: number; rows: Row[] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const place = useOwnPlace();
  const own = place && { id: place.id, unitId: place.unit?.id ?? null };
  const ordered = ownFirst(
    rows.map((row) => ({ ...row, answers: row.viewerCan.answer.allowed })),
    own,
  );
  const columns: Column<Row>[] = [
    {
      key: "unit",
      header: t("questionnaire.unit"),
      file: { kind: "TEXT", value: ({ unit }) => localName(unit) },
      cell: ({ id, unit }) => (
        <Link to={`/i/${slug}/control/${year}/questionnaires/${id}`}>{localName(unit)}</Link>
      ),
    },
    {
      key: "status",
      header: t("questionnaire.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`questionnaire.status.${status}`) },
      priority: 1,
      cell: ({ status }) => (
        <StatusChip status={questionnaireLook[status]} label={t(`questionnaire.status.${status}`)} />
      ),
    },
    {
      key: "complete",
      header: t("questionnaire.complete"),
      file: [
        { kind: "WHOLE", value: ({ completeCount }) => completeCount },
        {
          kind: "WHOLE",
          title: t("questionnaire.criteria"),
          value: ({ criterionCount }) => criterionCount,
        },
      ],
      priority: 1,
      cell: ({ completeCount: done, criterionCount: all }) => (
        <span className="row">
          <span className="nowrap">{t("count.of", { done, all })}</span>
          <Progress value={all === 0 ? 0 : Math.floor((done * 100) / all)} />
        </span>
      ),
    },
    {
      key: "delegate",
      header: t("questionnaire.delegate"),
      file: { kind: "TEXT", value: ({ delegate }) => delegate?.displayName ?? null },
      priority: 3,
      cell: ({ delegate }) => delegate?.displayName ?? "–",
    },
  ];
  const caption = t("compartments.of", { year });
  const file = {
    name: caption,
    caption,
    columns: fileColumns(columns),
    total: ordered.length,
    rows: ordered,
  };
  return (
    <Section
      title={t("compartments.title")}
      count={String(ordered.length)}
      actions={<ExportMenu file={file} />}
    >
      <DataTable
        caption={caption}
        columns={columns}
        rows={ordered}
        rowId={({ id }) => id}
        rowLabel={({ unit }) => localName(unit)}
      />
    </Section>
  );
}
