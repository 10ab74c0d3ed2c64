import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import { pagesOf } from "../../../lib/export/pages";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { documentRow } from "./documents";
import { useDocumentColumns } from "./useDocumentColumns";

const dueOf = graphql(`
  fragment DueDocuments_tenant on Tenant {
    id
    viewerCan { manageRetention { allowed reason } }
    dueDocuments(first: 100) { totalCount nodes { id ...DocumentRow } pageInfo { hasNextPage endCursor } }
  }
`);

const AllDue = graphql(`
  query DueDocumentsInFile($id: ID!, $after: String) {
    tenant(id: $id) {
      id
      dueDocuments(first: 100, after: $after) { totalCount nodes { id ...DocumentRow } pageInfo { hasNextPage endCursor } }
    }
  }
`);

// The form is code of its own: most visits only read.
const NewDisposal = lazily(() => import("./NewDisposal"), "NewDisposal");

/** Documents whose term has ended; those chosen begin a selection. */
export function DueDocuments({ tenant }: { tenant: FragmentType<typeof dueOf> }) {
  const { t } = useI18n("retention");
  const { id, viewerCan, dueDocuments } = useFragment(dueOf, tenant);
  const columns = useDocumentColumns();
  const [chosen, setChosen] = useState<string[]>([]);
  const rows = dueDocuments.nodes.map((node) => readFragment(documentRow, node));
  const isOurs = viewerCan.manageRetention.allowed;
  const file = {
    name: t("due.title"),
    caption: t("due.title"),
    columns: fileColumns(columns),
    total: dueDocuments.totalCount,
    rows: pagesOf(AllDue, { id }, (data) => {
      const list = data.tenant?.dueDocuments;
      return list && { ...list, nodes: list.nodes.map((node) => readFragment(documentRow, node)) };
    }),
  };
  return (
    <Section
      title={t("due.title")}
      count={String(dueDocuments.totalCount)}
      note={t("due.note")}
      actions={rows.length > 0 && <ExportMenu file={file} />}
    >
      {rows.length === 0 ? (
        <Empty text={t("due.empty")} />
      ) : (
        <>
          <DataTable
            caption={t("due.title")}
            columns={columns}
            rows={rows}
            rowId={({ id }) => id}
            rowLabel={({ title }) => title}
            totalCount={dueDocuments.totalCount}
            {...(isOurs ? { selection: chosen, onSelect: setChosen } : {})}
          />
          {isOurs && (
            <Suspense fallback={<SkeletonLines />}>
              <NewDisposal tenantId={id} documentIds={chosen} />
            </Suspense>
          )}
        </>
      )}
    </Section>
  );
}
