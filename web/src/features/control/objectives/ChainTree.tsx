import { useI18n } from "../../../lib/i18n";
import { listOf, textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Deadline } from "../../../ui/Deadline";
import { Empty } from "../../../ui/state/Empty";
import { FilterBar } from "../../../ui/table/FilterBar";
import { type TreeColumn, TreeTable } from "../../../ui/table/TreeTable";
import { treeOf } from "../../../ui/table/tree";
import { treeFile } from "../../../ui/table/treeFile";
import { Achieved } from "./Achieved";
import styles from "./ChainTree.module.css";
import { achievement, type ChainRow, type Filter, filtered, shortfalls, unitOf } from "./chain";
import { useGapWords } from "./useGapWords";

/** The tree with its filters and its file. */
export function ChainTree({ rows }: { rows: ChainRow[] }) {
  const { t } = useI18n("control");
  const words = useGapWords();
  const [search, setSearch] = useSearchState();
  const filter: Filter = {
    unitIds: listOf(search.unit),
    text: textOf(search.q),
    show: shortfalls.filter((one) => listOf(search.show).includes(one)),
    withRetired: textOf(search.retired) !== "",
  };
  const shown = filtered(rows, filter);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const branches = treeOf(
    shown,
    ({ id }) => id,
    ({ parentId }) => parentId ?? undefined,
  );
  const nameOf = ({ code, title }: ChainRow) => (code === null ? title : t("chain.named", { code, title }));
  const unitName = (row: ChainRow) => {
    const unit = unitOf(row, byId);
    return unit === null ? null : localName(unit);
  };
  const lacks = ({ kind, gaps }: ChainRow) => (kind === "SPECIFIC" && gaps.length > 0 ? words(gaps) : null);
  const achieved = (row: ChainRow) =>
    row.kind === "ACTIVITY" || (row.kind === "GENERAL" && row.achieved === null) ? (
      "–"
    ) : (
      <Achieved percent={row.achieved} />
    );
  const columns: TreeColumn<ChainRow>[] = [
    {
      key: "unit",
      header: t("chain.unit"),
      file: [
        { kind: "TEXT", title: t("chain.kind"), value: ({ kind }) => t(`chain.kind.${kind}`) },
        { kind: "TEXT", value: unitName },
      ],
      isWide: true,
      cell: (row) => unitName(row) ?? "–",
    },
    {
      key: "due",
      header: t("chain.dueOn"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      isWide: true,
      cell: ({ dueOn, achieved, isRetired }) =>
        dueOn === null ? (
          "–"
        ) : (
          <Deadline dueOn={dueOn} isBare isSettled={isRetired || (achieved ?? 0) >= 100} />
        ),
    },
    {
      key: "gaps",
      header: t("chain.gaps"),
      file: { kind: "TEXT", value: lacks },
      isWide: true,
      cell: (row) => lacks(row) ?? (row.kind === "SPECIFIC" ? t("chain.gaps.none") : "–"),
    },
    {
      key: "achieved",
      header: t("chain.achieved"),
      file: [
        { kind: "PERCENT", value: (row) => row.achieved },
        {
          kind: "TEXT",
          title: t("chain.achieved.word"),
          value: (row) => (row.kind === "INDICATOR" ? t(`achieved.${achievement(row.achieved)}`) : null),
        },
      ],
      cell: achieved,
    },
  ];
  const units = new Map(
    rows.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, localName(unit)] as const])),
  );
  const nameHeader = t("chain.name");
  const file = {
    name: t("objectives.title"),
    caption: t("objectives.title"),
    ...treeFile({ branches, columns, nameHeader, nameOf, parentHeader: t("chain.parent") }),
  };
  const hasRetired = rows.some(({ isRetired }) => isRetired);
  return (
    <>
      <FilterBar
        search={{ value: filter.text, onChange: (q) => setSearch({ q }) }}
        filters={[
          {
            key: "unit",
            label: t("chain.unit"),
            options: [...units].map(([value, label]) => ({ value, label })),
            chosen: filter.unitIds,
            onChange: (unit) => setSearch({ unit }),
          },
          {
            key: "show",
            label: t("chain.show"),
            options: shortfalls.map((value) => ({ value, label: t(`chain.show.${value}`) })),
            chosen: filter.show,
            onChange: (show) => setSearch({ show }),
          },
        ]}
        onClear={() => setSearch({ q: undefined, unit: undefined, show: undefined })}
        file={file}
      >
        {hasRetired && (
          <label className="row">
            <input
              type="checkbox"
              checked={filter.withRetired}
              onChange={(event) => setSearch({ retired: event.currentTarget.checked ? "1" : undefined })}
            />
            {t("chain.withRetired")}
          </label>
        )}
      </FilterBar>
      {shown.length === 0 ? (
        <Empty text={t("chain.noMatch")} />
      ) : (
        <TreeTable
          caption={t("objectives.title")}
          branches={branches}
          rowId={({ id }) => id}
          nameHeader={nameHeader}
          underName={(row) => (
            <>
              {unitName(row)}
              {lacks(row) !== null && (
                <span className={styles.gaps}>{t("chain.lacks", { gaps: lacks(row) })}</span>
              )}
              {row.kind === "INDICATOR" && (
                <span className={styles.gaps}>
                  <Achieved percent={row.achieved} />
                </span>
              )}
            </>
          )}
          name={(row) => (
            <>
              <span className={styles.kind}>
                {row.isRetired
                  ? t("chain.kind.retired", { kind: t(`chain.kind.${row.kind}`) })
                  : t(`chain.kind.${row.kind}`)}
              </span>
              <button
                type="button"
                tabIndex={-1}
                data-open
                className={styles.open}
                onClick={() => setSearch({ open: row.id, act: undefined, new: undefined })}
              >
                {nameOf(row)}
              </button>
            </>
          )}
          columns={columns}
        />
      )}
    </>
  );
}
