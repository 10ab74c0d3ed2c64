import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { SynthesisPage_CampaignFragment, SynthesisPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button, ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { Downloads } from "../forms/Downloads";
import { campaignOf, useHere, yearOf } from "../here";
import { campaignLook, conformityLook, implementationLook, inLanguage } from "../words";
import { Decisions } from "./Decisions";
import { appliesNowhere, openPoints } from "./decisions";
import { Measures } from "./Measures";
import { type CountedAs, countedAs } from "./statusIn";

// A query and a table of its own: read when somebody asks what a number counts.
const CountedCompartments = lazily(() => import("./CountedCompartments"), "CountedCompartments");

const shown = graphql(`
  fragment SynthesisPage_campaign on ControlCampaign {
    id
    year
    status
    synthesis {
      compartmentCount
      implementedCount
      conformity
      isComplete
      viewerCanDecide { allowed reason }
      programme { id ...Measures_programme }
      rows {
        standard { code number titleRo titleEn }
        applicableCount
        implementedCount
        partiallyCount
        notImplementedCount
        notApplicableCount
        pendingCount
        status
        decision { reason decidedAt decidedBy { id displayName } }
        actions { id ...MeasureList_actions }
      }
    }
  }
`);

export const query = pageQuery(
  graphql(`
    query SynthesisPage($id: ID!, $year: Int!, $isLatest: Boolean!) {
      tenant(id: $id) {
        id
        viewerCan { readPlans { allowed } createPlan { allowed } }
        controlCampaign(year: $year) @skip(if: $isLatest) { id year ...SynthesisPage_campaign }
        controlCampaigns @include(if: $isLatest) { id year ...SynthesisPage_campaign }
      }
    }
  `),
  ({ context, params }) => ({ id: context.tenant?.id ?? "", ...yearOf(params.year) }),
);

type Campaign = SynthesisPage_CampaignFragment;
type Rights = NonNullable<SynthesisPageQuery["tenant"]>["viewerCan"];
export type Synthesis = Campaign["synthesis"];
export type Row = Synthesis["rows"][number];

/** Annex 4.2 as it follows from the answers now: 16 standards and the degree of conformity. */
export function SynthesisPage() {
  const result = query.useResult();
  return (
    <Loaded result={result}>
      {({ tenant }) => {
        const found = readFragment(shown, campaignOf(tenant));
        return !tenant || found === null ? (
          <NoAccess />
        ) : (
          <Shown campaign={found} rights={tenant.viewerCan} onChanged={result.retry} />
        );
      }}
    </Loaded>
  );
}

type ShownProps = { campaign: Campaign; rights: Rights; onChanged: () => void };

function Shown({ campaign, rights, onChanged }: ShownProps) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const { year, status, synthesis } = campaign;
  const { conformity, implementedCount, compartmentCount, rows } = synthesis;
  const open = openPoints(rows);
  const isFinal = open.pending === 0 && open.undecided === 0;
  const nowhere = rows.filter(appliesNowhere);
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
      actions={
        <ButtonLink to={`/i/${slug}/control/${year}/report`}>{t("report.ofYear", { year })}</ButtonLink>
      }
    >
      <p>{t("synthesis.intro")}</p>
      {open.pending > 0 && (
        <Banner tone="warn">
          {t("synthesis.pending")}{" "}
          <Link to={`/i/${slug}/control`} search={{ year: String(year) } as never}>
            {t("synthesis.pending.where")}
          </Link>
        </Banner>
      )}
      {open.undecided > 0 && (
        <Banner tone="warn">{t("synthesis.undecided", { count: open.undecided })}</Banner>
      )}
      {isFinal && <Banner>{t("synthesis.final")}</Banner>}
      <p className="row">
        <strong>{t("campaign.conformity")}:</strong>
        <StatusChip status={conformityLook[conformity]} label={t(`conformity.${conformity}`)} />
        <span>{t("synthesis.implemented", { count: implementedCount, all: rows.length })}</span>
      </p>
      <Standards year={year} rows={rows} />
      <Measures year={year} synthesis={synthesis} rights={rights} onChanged={onChanged} />
      <Behind campaignId={campaign.id} rows={rows} />
      {nowhere.length > 0 && <Decisions campaignId={campaign.id} synthesis={synthesis} rows={nowhere} />}
      <Section title={t("form.synthesis")} note={t("form.unconfirmed")}>
        <Downloads form={{ annex: "SYNTHESIS", campaign: campaign.id }} of={t("form.synthesis")} />
      </Section>
    </Page>
  );
}

function Standards({ year, rows }: { year: number; rows: Row[] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const path = `/i/${slug}/control/${year}/synthesis`;
  const name = ({ standard: { number, titleRo, titleEn } }: Row) =>
    t("synthesis.row", { number, title: inLanguage(titleRo, titleEn) });
  const count = (
    key: CountedAs,
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
    cell: (row) =>
      value(row) === 0 ? (
        0
      ) : (
        <Link
          to={path}
          search={{ standard: row.standard.code, as: key, part: "behind" } as never}
          replace
          resetScroll={false}
          aria-label={t("behind.link", { count: value(row), column: title, standard: row.standard.number })}
        >
          {value(row)}
        </Link>
      ),
  });
  const columns: Column<Row>[] = [
    {
      key: "standard",
      header: t("synthesis.standard"),
      file: { kind: "TEXT", value: name },
      cell: name,
    },
    count("APPLICABLE", t("synthesis.applicable"), (row) => row.applicableCount, 2),
    count("I", t("synthesis.column.I"), (row) => row.implementedCount, 2, t("synthesis.file.I")),
    count("PI", t("synthesis.column.PI"), (row) => row.partiallyCount, 2, t("synthesis.file.PI")),
    count("NI", t("synthesis.column.NI"), (row) => row.notImplementedCount, 2, t("synthesis.file.NI")),
    {
      key: "status",
      header: t("synthesis.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`implementation.${status}`) },
      priority: 1,
      cell: (row) =>
        appliesNowhere(row) && row.decision === null ? (
          <StatusChip status="UNDECIDED" label={t("decision.none")} />
        ) : (
          <StatusChip status={implementationLook[row.status]} label={t(`implementation.${row.status}`)} />
        ),
    },
    count("NA", t("synthesis.notApplicable"), (row) => row.notApplicableCount, 3),
    count("PENDING", t("synthesis.pendingCount"), (row) => row.pendingCount, 3),
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

/** What a number counts, when one was chosen. */
function Behind({ campaignId, rows }: { campaignId: string; rows: Row[] }) {
  const { t } = useI18n("control");
  const [search, setSearch] = useSearchState();
  const row = rows.find(({ standard }) => standard.code === textOf(search.standard));
  const as = countedAs.find((one) => one === textOf(search.as));
  if (row === undefined || as === undefined) return null;
  const title = t("behind.title", { standard: row.standard.number, column: t(`behind.as.${as}`) });
  return (
    <Section
      // A number chosen after another takes the focus anew.
      key={`${row.standard.code} ${as}`}
      title={title}
      part="behind"
      actions={
        <Button small onClick={() => setSearch({ standard: undefined, as: undefined, part: undefined })}>
          {t("behind.close")}
        </Button>
      }
    >
      <Suspense fallback={<SkeletonLines />}>
        <CountedCompartments
          campaignId={campaignId}
          standard={row.standard.code}
          as={as}
          caption={t("behind.table", { title })}
        />
      </Suspense>
    </Section>
  );
}
