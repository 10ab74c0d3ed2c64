import type { ReactNode } from "react";
import { useI18n } from "../../lib/i18n";
import { localName } from "../../lib/viewer";
import { ExportMenu } from "../../ui/table/ExportMenu";
import { type TreeColumn, TreeTable } from "../../ui/table/TreeTable";
import { treeOf } from "../../ui/table/tree";
import { treeFile } from "../../ui/table/treeFile";
import styles from "./NamedTree.module.css";

type Named = { id: string; nameRo: string; nameEn: string };

type Props<Row> = {
  /** The name of the file. */
  title: string;
  caption: string;
  /** What the file does not show by itself. */
  note?: string | undefined;
  rows: Row[];
  parentOf: (row: Row) => string | undefined;
  nameHeader: string;
  columns: TreeColumn<Row>[];
  underName: (row: Row) => ReactNode;
  canOpen: (row: Row) => boolean;
  onOpen: (row: Row) => void;
  /** What stands before the export. */
  children?: ReactNode;
};

/** A tree of things with names in both languages, as a file too; the name opens the form of one. */
export function NamedTree<Row extends Named>({
  title,
  caption,
  note,
  rows,
  parentOf,
  nameHeader,
  columns,
  underName,
  canOpen,
  onOpen,
  children,
}: Props<Row>) {
  const { t } = useI18n("tenancy");
  const branches = treeOf(rows, ({ id }) => id, parentOf);
  const parentHeader = t("unit.parent");
  const file = {
    name: title,
    caption,
    note,
    ...treeFile({ branches, columns, nameHeader, nameOf: localName, parentHeader }),
  };
  return (
    <>
      <div className="row">
        {children}
        <ExportMenu file={file} />
      </div>
      <TreeTable
        caption={caption}
        branches={branches}
        rowId={({ id }) => id}
        nameHeader={nameHeader}
        underName={underName}
        name={(row) =>
          canOpen(row) ? (
            <button type="button" tabIndex={-1} data-open className={styles.name} onClick={() => onOpen(row)}>
              {localName(row)}
            </button>
          ) : (
            localName(row)
          )
        }
        columns={columns}
      />
    </>
  );
}
