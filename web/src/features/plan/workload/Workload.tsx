import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { Workload_PlanFragment } from "../../../gql/graphql";
import type { TableFile } from "../../../lib/export/columns";
import { addDays, todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Empty } from "../../../ui/state/Empty";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { noFilters, writeFilters } from "../table/filters";
import { doneStatuses, openStatuses } from "../words";
import { bandOf } from "./bands";
import styles from "./Workload.module.css";

const workload = graphql(`
  fragment Workload_plan on Plan {
    id
    budgetTotal
    workload {
      openCount
      overdueCount
      dueSoonCount
      doneCount
      budget
      unit { id nameRo nameEn }
    }
  }
`);

type Row = Workload_PlanFragment["workload"][number];

/** What each column counts, and the filters that show exactly these actions. */
const columns = [
  { key: "open", value: (row: Row) => row.openCount, filters: () => ({ status: [...openStatuses] }) },
  { key: "overdue", value: (row: Row) => row.overdueCount, filters: () => ({ overdue: true }) },
  {
    key: "dueSoon",
    value: (row: Row) => row.dueSoonCount,
    filters: () => {
      const today = todayInBucharest();
      return { status: [...openStatuses], from: today, to: addDays(today, 7) };
    },
  },
  { key: "done", value: (row: Row) => row.doneCount, filters: () => ({ status: [...doneStatuses] }) },
] as const;

/** What each unit has on its hands. Each number opens the actions it counts. */
export function Workload({ plan, fileName }: { plan: FragmentType<typeof workload>; fileName: string }) {
  const { t } = useI18n("plan");
  const { money, number } = useFormat();
  const { workload: rows, budgetTotal } = useFragment(workload, plan);
  if (rows.length === 0) return <Empty text={t("actions.none")} />;

  // One scale for the whole table, so that equal numbers look alike; few are never a blaze.
  const most = Math.max(6, ...rows.flatMap((row) => columns.map(({ value }) => value(row))));
  const unitOf = ({ unit }: Row) => (unit === null ? t("workload.noUnit") : localName(unit));
  const file: TableFile<Row> = {
    name: fileName,
    caption: t("workload.label"),
    columns: [
      { title: t("column.unit"), kind: "TEXT", value: unitOf },
      ...columns.map(({ key, value }) => ({ title: t(`workload.${key}`), kind: "WHOLE" as const, value })),
      { title: t("column.budget"), kind: "MONEY", value: ({ budget }) => budget },
    ],
    total: rows.length,
    rows,
  };
  const sum = (value: (row: Row) => number) => rows.reduce((total, row) => total + value(row), 0);
  return (
    <>
      <div className="row">
        <ExportMenu file={file} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.scroll} aria-label={t("workload.label")} tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">{t("workload.label")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("column.unit")}</th>
              {columns.map(({ key }) => (
                <th key={key} scope="col" className={styles.number}>
                  {t(`workload.${key}`)}
                </th>
              ))}
              <th scope="col" className={styles.number}>
                {t("column.budget")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.unit?.id ?? "none"}>
                <th scope="row">{unitOf(row)}</th>
                {columns.map((column) => {
                  const count = column.value(row);
                  const name = t("workload.cell", {
                    count,
                    what: t(`workload.${column.key}`),
                    unit: unitOf(row),
                  });
                  return (
                    <td
                      key={column.key}
                      className={styles.number}
                      data-heat={column.key === "done" ? undefined : (bandOf(count, most) ?? undefined)}
                    >
                      {count === 0 || row.unit === null ? (
                        number(count)
                      ) : (
                        <Link
                          to="."
                          search={
                            {
                              view: "table",
                              ...writeFilters({ ...noFilters, ...column.filters(), unit: [row.unit.id] }),
                            } as never
                          }
                          aria-label={name}
                        >
                          {number(count)}
                        </Link>
                      )}
                    </td>
                  );
                })}
                <td className={styles.number}>{money(row.budget)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("workload.total")}</th>
              {columns.map(({ key, value }) => (
                <td key={key} className={styles.number}>
                  {number(sum(value))}
                </td>
              ))}
              <td className={styles.number}>{money(budgetTotal)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  );
}
