import { type ReactNode, Suspense } from "react";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { ControlTabs } from "../ControlTabs";
import { useOfflineReason } from "../here";

/** The texts of an inventory. */
export type InventoryTexts = {
  title: string;
  intro: string;
  list: string;
  add: string;
  edit: string;
  empty: string;
};

type FrameProps = { texts: InventoryTexts; mayManage: boolean; children: ReactNode };

/** The page around an inventory. */
export function InventoryPage({ texts, mayManage, children }: FrameProps) {
  const [, setSearch] = useSearchState();
  const offline = useOfflineReason();
  return (
    <Page
      title={texts.title}
      actions={
        mayManage && (
          <Button
            kind="filled"
            icon={IconPlus}
            disabledReason={offline}
            onClick={() => setSearch({ edit: "new" })}
          >
            {texts.add}
          </Button>
        )
      }
    >
      <ControlTabs />
      <p>{texts.intro}</p>
      {children}
    </Page>
  );
}

type Entry = { id: string; viewerCan: { update: { allowed: boolean } } };

type Props<Row extends Entry> = {
  texts: InventoryTexts;
  mayManage: boolean;
  /** All entries; of these the table shows `shown`. */
  entries: readonly Row[];
  shown: readonly Row[];
  columns: Column<Row>[];
  /** Columns that go while the form stands beside the table. */
  spare: string[];
  nameOf: (row: Row) => string;
  formTitle: (row: Row | null) => string;
  /** The form of an entry; null for a new one. */
  form: (row: Row | null, close: () => void) => ReactNode;
  /** What stands above the table. */
  filter?: ReactNode;
};

/** An inventory as a table, and the form of the entry that the address names. */
export function Inventory<Row extends Entry>(props: Props<Row>) {
  const { texts, mayManage, entries, shown, columns, spare, nameOf, formTitle, form, filter } = props;
  const [search, setSearch] = useSearchState();
  const edited = textOf(search.edit);
  const found = entries.find(({ id }) => id === edited) ?? null;
  const close = () => setSearch({ edit: undefined });
  const isOpen = edited === "new" ? mayManage : (found?.viewerCan.update.allowed ?? false);
  const caption = texts.title;
  const file = {
    name: caption,
    caption,
    columns: fileColumns(columns),
    total: shown.length,
    rows: [...shown],
  };
  return (
    <Section
      title={texts.list}
      count={String(shown.length)}
      actions={entries.length > 0 && <ExportMenu file={file} />}
    >
      <ListAndForm
        form={
          isOpen ? (
            <FormPanel key={edited} title={formTitle(found)} onClose={close}>
              <Suspense fallback={<SkeletonLines />}>{form(found, close)}</Suspense>
            </FormPanel>
          ) : null
        }
        list={
          entries.length === 0 ? (
            <Empty text={texts.empty} />
          ) : (
            <div className="stack">
              {filter}
              <DataTable
                caption={caption}
                columns={columns}
                // Beside the form there is room for what tells the rows apart.
                hidden={isOpen ? spare : []}
                rows={[...shown]}
                rowId={({ id }) => id}
                rowLabel={nameOf}
                {...(mayManage
                  ? {
                      actions: ({ id }: Row) => [
                        { label: texts.edit, onSelect: () => setSearch({ edit: id }) },
                      ],
                    }
                  : {})}
              />
            </div>
          )
        }
      />
    </Section>
  );
}
