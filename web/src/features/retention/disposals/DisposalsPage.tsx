import { Link, useParams } from "@tanstack/react-router";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { DisposalRowFragment, DisposalsPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { pagesOf } from "../../../lib/export/pages";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { AdminTabs } from "../../tenancy/AdminTabs";
import { DueDocuments } from "./DueDocuments";

const disposalRow = graphql(`
  fragment DisposalRow on Disposal {
    id
    title
    status
    createdAt
    doneAt
    minutesNumber
    minutesOn
    documents(first: 1) { totalCount }
  }
`);

export const query = pageQuery(
  graphql(`
    query DisposalsPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { manageRetention { allowed reason } }
        disposals(first: 100) { totalCount nodes { id ...DisposalRow } pageInfo { hasNextPage endCursor } }
        ...DueDocuments_tenant
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

const AllDisposals = graphql(`
  query DisposalsInFile($id: ID!, $after: String) {
    tenant(id: $id) {
      id
      disposals(first: 100, after: $after) { totalCount nodes { id ...DisposalRow } pageInfo { hasNextPage endCursor } }
    }
  }
`);

type Tenant = NonNullable<DisposalsPageQuery["tenant"]>;

/** Documents whose term has ended, and the selections by which they go. */
export function DisposalsPage() {
  const { t } = useI18n("retention");
  const result = query.useResult();
  return (
    <Page title={t("disposals.title")}>
      <AdminTabs />
      <p>{t("disposals.intro")}</p>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null ? (
            <NoAccess />
          ) : (
            <>
              <DueDocuments tenant={tenant} />
              <Disposals tenant={tenant} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Disposals({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("retention");
  const { shortDate } = useFormat();
  const { t: slug } = useParams({ strict: false }) as { t: string };
  const rows = tenant.disposals.nodes.map((node) => readFragment(disposalRow, node));
  const columns: Column<DisposalRowFragment>[] = [
    {
      key: "title",
      header: t("disposal.name"),
      file: { kind: "TEXT", value: ({ title }) => title },
      cell: ({ id, title }) => <Link to={`/i/${slug}/admin/disposals/${id}`}>{title}</Link>,
    },
    {
      key: "status",
      header: t("disposal.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`disposal.status.${status}`) },
      priority: 1,
      cell: ({ status }) => <StatusChip status={status} label={t(`disposal.status.${status}`)} />,
    },
    {
      key: "documents",
      header: t("disposal.documents"),
      file: { kind: "WHOLE", value: ({ documents }) => documents.totalCount },
      isNumeric: true,
      priority: 2,
      cell: ({ documents }) => documents.totalCount,
    },
    {
      key: "minutes",
      header: t("disposal.minutes"),
      file: { kind: "TEXT", value: ({ minutesNumber }) => minutesNumber },
      priority: 4,
      cell: ({ minutesNumber, minutesOn }) =>
        minutesNumber === null || minutesOn === null ? "–" : `${minutesNumber} / ${shortDate(minutesOn)}`,
    },
    {
      key: "created",
      header: t("disposal.created"),
      file: { kind: "DATE", value: ({ createdAt }) => dateInBucharest(new Date(createdAt)) },
      priority: 3,
      cell: ({ createdAt }) => shortDate(dateInBucharest(new Date(createdAt))),
    },
  ];
  const file = {
    name: t("disposals.list"),
    caption: t("disposals.list"),
    columns: fileColumns(columns),
    total: tenant.disposals.totalCount,
    rows: pagesOf(AllDisposals, { id: tenant.id }, (data) => {
      const list = data.tenant?.disposals;
      return list && { ...list, nodes: list.nodes.map((node) => readFragment(disposalRow, node)) };
    }),
  };
  return (
    <Section
      title={t("disposals.list")}
      count={String(tenant.disposals.totalCount)}
      actions={rows.length > 0 && <ExportMenu file={file} />}
    >
      {rows.length === 0 ? (
        <Empty text={t("disposals.empty")} />
      ) : (
        <DataTable
          caption={t("disposals.list")}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowLabel={({ title }) => title}
          totalCount={tenant.disposals.totalCount}
        />
      )}
    </Section>
  );
}
