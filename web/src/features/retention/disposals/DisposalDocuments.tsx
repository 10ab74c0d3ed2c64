import { useState } from "react";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import type { DisposalVerdict, DocumentRowFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { pagesOf } from "../../../lib/export/pages";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { documentRow } from "./documents";
import { DecideDocuments, SetDocuments } from "./operations";
import { useDocumentColumns } from "./useDocumentColumns";

const documentsOf = graphql(`
  fragment DisposalDocuments_disposal on Disposal {
    id
    version
    viewerCan { edit { allowed } }
    documents(first: 100) { totalCount nodes { id ...DocumentRow } pageInfo { hasNextPage endCursor } }
  }
`);

const AllDocuments = graphql(`
  query DisposalDocumentsInFile($id: ID!, $after: String) {
    disposal(id: $id) {
      id
      documents(first: 100, after: $after) { totalCount nodes { id ...DocumentRow } pageInfo { hasNextPage endCursor } }
    }
  }
`);

/** The documents of a selection with what was decided on each. */
export function DisposalDocuments({ disposal }: { disposal: FragmentType<typeof documentsOf> }) {
  const { t } = useI18n("retention");
  const { id, version, viewerCan, documents } = useFragment(documentsOf, disposal);
  const [chosen, setChosen] = useState<string[]>([]);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const decide = useMutation(DecideDocuments);
  const set = useMutation(SetDocuments);
  const verdict = ({ disposalVerdict, disposedAt }: DocumentRowFragment) =>
    disposedAt !== null ? t("verdict.gone") : t(`verdict.${disposalVerdict ?? "NONE"}`);
  const columns: Column<DocumentRowFragment>[] = [
    ...useDocumentColumns(),
    {
      key: "verdict",
      header: t("verdict"),
      file: { kind: "STATUS", value: verdict },
      priority: 1,
      cell: verdict,
    },
    {
      key: "files",
      header: t("document.files"),
      file: { kind: "TEXT", value: ({ files }) => files.map(({ name }) => name).join("; ") },
      priority: 5,
      cell: ({ files }) => files.map(({ name }) => name).join("; ") || "–",
    },
  ];
  const rows = documents.nodes.map((node) => readFragment(documentRow, node));
  const file = {
    name: t("disposal.documents"),
    caption: t("disposal.documents"),
    columns: fileColumns(columns),
    total: documents.totalCount,
    rows: pagesOf(AllDocuments, { id }, (data) => {
      const list = data.disposal?.documents;
      return list && { ...list, nodes: list.nodes.map((node) => readFragment(documentRow, node)) };
    }),
  };
  const isOpen = viewerCan.edit.allowed;

  async function say(verdict: DisposalVerdict) {
    const { error } = await decide.run({ id, expectedVersion: version, documentIds: chosen, verdict });
    settle(error, t(`verdict.${verdict}.done`, { count: chosen.length }));
  }

  async function takeOut() {
    const { error } = await set.run({ id, expectedVersion: version, addIds: [], removeIds: chosen });
    settle(error, t("disposal.takenOut", { count: chosen.length }));
  }

  function settle(error: ApiError | null, text: string) {
    setFailure(error);
    if (error !== null) return;
    announce(text);
    setChosen([]);
  }

  return (
    <Section
      title={t("disposal.documents")}
      count={String(documents.totalCount)}
      actions={rows.length > 0 && <ExportMenu file={file} />}
      note={isOpen ? t("disposal.decideNote") : undefined}
    >
      {failure !== null && <ErrorBox error={failure} />}
      {rows.length === 0 ? (
        <Empty text={t("disposal.noDocuments")} />
      ) : (
        <DataTable
          caption={t("disposal.documents")}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowLabel={({ title }) => title}
          totalCount={documents.totalCount}
          {...(isOpen ? { selection: chosen, onSelect: setChosen } : {})}
        />
      )}
      {isOpen && chosen.length > 0 && (
        <fieldset className="row no-print" aria-label={t("due.chosen", { count: chosen.length })}>
          <span role="status">{t("due.chosen", { count: chosen.length })}</span>
          <Button small isBusy={decide.isBusy} onClick={() => void say("DISPOSE")}>
            {t("verdict.DISPOSE.do")}
          </Button>
          <Button small isBusy={decide.isBusy} onClick={() => void say("KEEP")}>
            {t("verdict.KEEP.do")}
          </Button>
          <Button small isBusy={set.isBusy} onClick={() => void takeOut()}>
            {t("disposal.takeOut")}
          </Button>
        </fieldset>
      )}
    </Section>
  );
}
