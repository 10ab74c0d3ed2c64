import { Link } from "@tanstack/react-router";
import type { ProceduresPageQuery } from "../../../gql/graphql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { listOf, textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import type { Status } from "../../../ui/status";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { useHere } from "../here";
import { type Covered, coverageOf, coverages, inventoried } from "./procedures";

type Activity = NonNullable<ProceduresPageQuery["tenant"]>["procedureCoverage"]["activities"][number];

/** The activities with their procedures, by compartment and by what is missing. */
export function ActivityInventory({ activities }: { activities: Activity[] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const { shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const unitIds = listOf(search.unit);
  const chosen = coverages.filter((one) => listOf(search.covered).includes(one));
  const text = textOf(search.q);
  const shown = inventoried(activities, { unitIds, chosen, text });
  const look = { covered: "APPROVED", missing: "ABSENT", notNeeded: "NA" } as const satisfies Record<
    Covered,
    Status
  >;
  const columns: Column<Activity>[] = [
    {
      key: "activity",
      header: t("activity"),
      file: [
        { kind: "CODE", title: t("chain.code"), value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
      ],
      cell: ({ id, code, title }) => (
        <Link to={`/i/${slug}/control/objectives`} search={{ open: id } as never}>
          {t("chain.named", { code, title })}
        </Link>
      ),
    },
    {
      key: "unit",
      header: t("chain.unit"),
      file: { kind: "TEXT", value: ({ unit }) => localName(unit) },
      priority: 2,
      cell: ({ unit }) => localName(unit),
    },
    {
      key: "procedural",
      header: t("activity.isProcedural"),
      file: { kind: "TEXT", value: ({ isProcedural }) => t(isProcedural ? "yes" : "no") },
      priority: 4,
      cell: ({ isProcedural }) => t(isProcedural ? "yes" : "no"),
    },
    {
      key: "code",
      header: t("activity.procedureCode"),
      file: { kind: "CODE", value: ({ procedureCode }) => procedureCode },
      priority: 2,
      cell: ({ procedureCode }) => procedureCode ?? "–",
    },
    {
      key: "approved",
      header: t("activity.procedureApprovedOn"),
      file: { kind: "DATE", value: ({ procedureApprovedOn }) => procedureApprovedOn },
      priority: 3,
      cell: ({ procedureApprovedOn }) =>
        procedureApprovedOn === null ? "–" : shortDate(procedureApprovedOn),
    },
    {
      key: "coverage",
      header: t("procedures.state"),
      file: { kind: "STATUS", value: (row) => t(`procedures.state.${coverageOf(row)}`) },
      priority: 1,
      cell: (row) => (
        <StatusChip status={look[coverageOf(row)]} label={t(`procedures.state.${coverageOf(row)}`)} />
      ),
    },
  ];
  const caption = t("procedures.title");
  const units = new Map(activities.map(({ unit }) => [unit.id, localName(unit)]));
  return (
    <Section title={t("procedures.activities")} count={String(shown.length)}>
      <FilterBar
        search={{ value: text, onChange: (q) => setSearch({ q }) }}
        filters={[
          {
            key: "unit",
            label: t("chain.unit"),
            options: [...units].map(([value, label]) => ({ value, label })),
            chosen: unitIds,
            onChange: (unit) => setSearch({ unit }),
          },
          {
            key: "covered",
            label: t("procedures.state"),
            options: coverages.map((value) => ({ value, label: t(`procedures.state.${value}`) })),
            chosen,
            onChange: (covered) => setSearch({ covered }),
          },
        ]}
        onClear={() => setSearch({ q: undefined, unit: undefined, covered: undefined })}
        file={{ name: caption, caption, columns: fileColumns(columns), total: shown.length, rows: shown }}
      />
      {shown.length === 0 ? (
        <Empty text={t("chain.noMatch")} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={shown}
          rowId={({ id }) => id}
          rowLabel={({ code, title }) => t("chain.named", { code, title })}
        />
      )}
    </Section>
  );
}
