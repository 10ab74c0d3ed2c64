import { useParams } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { SynthesisPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere } from "../here";
import { campaignLook, conformityLook, implementationLook, inLanguage } from "../words";
import { Measures } from "./Measures";

export const query = pageQuery(
  graphql(`
    query SynthesisPage($id: ID!) {
      tenant(id: $id) {
        id
        controlCampaigns {
          id
          year
          status
          synthesis {
            compartmentCount
            implementedCount
            conformity
            isComplete
            rows {
              standard { code number titleRo titleEn }
              applicableCount
              implementedCount
              partiallyCount
              notImplementedCount
              notApplicableCount
              pendingCount
              status
            }
          }
        }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Campaign = NonNullable<SynthesisPageQuery["tenant"]>["controlCampaigns"][number];
type Row = Campaign["synthesis"]["rows"][number];

/** Annex 4.2 as it follows from the answers now: 16 standards and the degree of conformity. */
export function SynthesisPage() {
  const { year } = useParams({ strict: false }) as { year: string };
  return (
    <Loaded result={query.useResult()}>
      {({ tenant }) => {
        const found = tenant?.controlCampaigns.find((one) => String(one.year) === year);
        return found === undefined ? <NoAccess /> : <Shown campaign={found} />;
      }}
    </Loaded>
  );
}

function Shown({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const { year, status, synthesis } = campaign;
  const { conformity, implementedCount, compartmentCount, rows, isComplete } = synthesis;
  return (
    <Page
      title={t("synthesis.title", { year })}
      crumbs={[
        { label: t("control.title"), to: `/i/${slug}/control` },
        { label: String(year), to: `/i/${slug}/control?year=${year}` },
      ]}
      meta={
        <>
          <StatusChip status={campaignLook[status]} label={t(`campaign.status.${status}`)} />
          <span>{t("synthesis.compartments", { count: compartmentCount })}</span>
        </>
      }
    >
      <p>{t("synthesis.intro")}</p>
      {!isComplete && <Banner tone="warn">{t("synthesis.pending")}</Banner>}
      <p className="row">
        <strong>{t("campaign.conformity")}:</strong>
        <StatusChip status={conformityLook[conformity]} label={t(`conformity.${conformity}`)} />
        <span>{t("synthesis.implemented", { count: implementedCount, all: rows.length })}</span>
      </p>
      <Standards year={year} rows={rows} />
      <Measures year={year} rows={rows} />
    </Page>
  );
}

function Standards({ year, rows }: { year: number; rows: Row[] }) {
  const { t } = useI18n("control");
  const name = ({ standard: { number, titleRo, titleEn } }: Row) =>
    t("synthesis.row", { number, title: inLanguage(titleRo, titleEn) });
  const count = (
    key: string,
    header: string,
    value: (row: Row) => number,
    priority: 1 | 2 | 3 | 4 | 5,
    /** In a file there is room for the whole word. */
    title = header,
  ): Column<Row> => ({
    key,
    header,
    file: { kind: "WHOLE", value, title },
    isNumeric: true,
    priority,
    cell: value,
  });
  const columns: Column<Row>[] = [
    {
      key: "standard",
      header: t("synthesis.standard"),
      file: { kind: "TEXT", value: name },
      cell: name,
    },
    count("applicable", t("synthesis.applicable"), (row) => row.applicableCount, 2),
    count("implemented", t("synthesis.column.I"), (row) => row.implementedCount, 2, t("synthesis.file.I")),
    count("partially", t("synthesis.column.PI"), (row) => row.partiallyCount, 2, t("synthesis.file.PI")),
    count(
      "notImplemented",
      t("synthesis.column.NI"),
      (row) => row.notImplementedCount,
      2,
      t("synthesis.file.NI"),
    ),
    {
      key: "status",
      header: t("synthesis.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`implementation.${status}`) },
      priority: 1,
      cell: ({ status }) => (
        <StatusChip status={implementationLook[status]} label={t(`implementation.${status}`)} />
      ),
    },
    count("notApplicable", t("synthesis.notApplicable"), (row) => row.notApplicableCount, 3),
    count("pending", t("synthesis.pendingCount"), (row) => row.pendingCount, 3),
  ];
  const caption = t("synthesis.table", { year });
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={t("synthesis.standards")}
      count={String(rows.length)}
      actions={<ExportMenu file={file} />}
    >
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ standard }) => standard.code}
        rowLabel={name}
      />
    </Section>
  );
}
