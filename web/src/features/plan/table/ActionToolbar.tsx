import type { TableFile } from "../../../lib/export/columns";
import { addDays, todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Icon } from "../../../ui/Icon";
import { IconChevronDown } from "../../../ui/icons";
import { Menu, type MenuItem } from "../../../ui/overlay/Menu";
import { type Filter, FilterBar } from "../../../ui/table/FilterBar";
import { FilterMenu } from "../../../ui/table/FilterMenu";
import { useChoices } from "../choices";
import { actionStatuses, priorities, sourceKinds } from "../words";
import { hideable } from "./actionColumns";
import { type ActionFilters, noFilters, readFilters, writeFilters } from "./filters";
import { hiddenIn } from "./hidden";
import { possible, readSort, sortKeys, writeSort } from "./sorting";
import styles from "./Toolbar.module.css";

type Props<Row> = {
  /** Without a table (board, timeline) there is neither order nor columns to choose. */
  hasTable: boolean;
  file?: TableFile<Row>;
  children?: React.ReactNode;
};

/** Search, filters, order, columns and density of a list of actions: all of it in the address. */
export function ActionToolbar<Row>({ hasTable, file, children }: Props<Row>) {
  const { t } = useI18n("plan");
  const [search, setSearch] = useSearchState();
  const filters = readFilters(search);
  const set = (change: Partial<ActionFilters>) => setSearch(writeFilters({ ...filters, ...change }));
  const hidden = hiddenIn(search);
  const isCompact = textOf(search.density) === "compact";
  const all = useFilters(filters, set);

  return (
    <FilterBar
      search={{ value: filters.text, onChange: (text) => set({ text }) }}
      filters={all}
      onClear={() => setSearch(writeFilters(noFilters))}
      file={file}
    >
      {hasTable && (
        <>
          <SortMenu />
          <FilterMenu
            filter={{
              key: "columns",
              label: t("columns"),
              options: [
                ...hideable.map((value) => ({ value, label: t(`column.${value}`) })),
                { value: "compact", label: t("columns.compact") },
              ],
              chosen: [...hideable.filter((key) => !hidden.includes(key)), ...(isCompact ? ["compact"] : [])],
              onChange: (shown) =>
                setSearch({
                  hide: hideable.filter((key) => !shown.includes(key)).join(",") || "none",
                  density: shown.includes("compact") ? "compact" : undefined,
                }),
            }}
          />
        </>
      )}
      {children}
    </FilterBar>
  );
}

function useFilters(filters: ActionFilters, set: (change: Partial<ActionFilters>) => void): Filter[] {
  const { t } = useI18n("plan");
  const { shortDate } = useFormat();
  const { people, units } = useChoices();
  const today = todayInBucharest();
  const due = filters.from === "" && filters.to === "" ? [] : [`${filters.from}..${filters.to}`];
  const soon = `${today}..${addDays(today, 7)}`;
  const month = `${today.slice(0, 7)}-01..${lastOfMonth(today)}`;
  const presets = [
    { value: soon, label: t("filter.due.soon") },
    { value: month, label: t("filter.due.month") },
  ];
  const said = (range: string) => {
    const [from, to] = range.split("..").map((day) => (day === "" ? "…" : shortDate(day)));
    return `${from} – ${to}`;
  };
  const others = due.filter((range) => !presets.some(({ value }) => value === range));
  const only = (["overdue", "mine", "watched"] as const).filter((flag) => filters[flag]);
  return [
    {
      key: "status",
      label: t("filter.status"),
      options: actionStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
      chosen: filters.status,
      onChange: (chosen) => set({ status: chosen as ActionFilters["status"] }),
    },
    {
      key: "only",
      label: t("filter.only"),
      options: (["overdue", "mine", "watched"] as const).map((value) => ({
        value,
        label: t(`filter.${value}`),
      })),
      chosen: only,
      onChange: (chosen) =>
        set({
          overdue: chosen.includes("overdue"),
          mine: chosen.includes("mine"),
          watched: chosen.includes("watched"),
        }),
    },
    ...(units.length === 0
      ? []
      : [
          {
            key: "unit",
            label: t("filter.unit"),
            options: units.map(({ id, label }) => ({ value: id, label })),
            chosen: filters.unit,
            onChange: (unit: string[]) => set({ unit }),
          },
        ]),
    ...(people.length === 0
      ? []
      : [
          {
            key: "who",
            label: t("filter.who"),
            options: people.map(({ id, label }) => ({ value: id, label })),
            chosen: filters.who,
            onChange: (who: string[]) => set({ who }),
          },
        ]),
    {
      key: "due",
      label: t("filter.due"),
      options: [...presets, ...others.map((value) => ({ value, label: said(value) }))],
      chosen: due,
      onChange: (chosen) => {
        const [from = "", to = ""] = (chosen.at(-1) ?? "..").split("..");
        set({ from, to });
      },
    },
    {
      key: "priority",
      label: t("filter.priority"),
      options: priorities.map((value) => ({ value, label: t(`priority.${value}`) })),
      chosen: filters.priority,
      onChange: (chosen) => set({ priority: chosen as ActionFilters["priority"] }),
    },
    {
      key: "source",
      label: t("filter.source"),
      options: sourceKinds.map((value) => ({ value, label: t(`source.${value}`) })),
      chosen: filters.source,
      onChange: (chosen) => set({ source: chosen as ActionFilters["source"] }),
    },
  ];
}

/** Two levels without the Shift key, and on a phone, where there are no headers. */
function SortMenu() {
  const { t } = useI18n("plan");
  const [search, setSearch] = useSearchState();
  const sort = readSort(textOf(search.sort));
  const [first, second] = sort;
  const set = (next: typeof sort) => setSearch({ sort: writeSort(possible(next, [])) });
  const firstItems: MenuItem[] = sortKeys.map((key) => ({
    kind: "choice",
    label: t(`sort.${key}`),
    isChosen: first?.key === key,
    onSelect: () => set([{ key, isDescending: false }, ...(second && second.key !== key ? [second] : [])]),
  }));
  const secondItems: MenuItem[] = sortKeys
    .filter((key) => key !== first?.key)
    .map((key) => ({
      kind: "choice",
      label: t("sort.then", { column: t(`sort.${key}`) }),
      isChosen: second?.key === key,
      onSelect: () => first && set([first, { key, isDescending: false }]),
    }));
  return (
    <Menu
      align="start"
      className={styles.button ?? ""}
      label={t("sort")}
      button={
        <>
          {t("sort")}
          <Icon of={IconChevronDown} size={16} />
        </>
      }
      items={[
        { kind: "heading", label: t("sort.first") },
        ...firstItems,
        ...(first === undefined
          ? []
          : [
              {
                label: t("sort.turn"),
                onSelect: () =>
                  set([{ ...first, isDescending: !first.isDescending }, ...(second ? [second] : [])]),
              },
              { kind: "heading" as const, label: t("sort.second") },
              ...secondItems,
              { label: t("sort.none"), onSelect: () => setSearch({ sort: undefined }) },
            ]),
      ]}
    />
  );
}

function lastOfMonth(day: string): string {
  const next = addDays(`${day.slice(0, 7)}-01`, 31);
  return addDays(`${next.slice(0, 7)}-01`, -1);
}
