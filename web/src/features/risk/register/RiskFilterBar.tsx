import { NativeSelect } from "@mantine/core";
import type { TableFile } from "../../../lib/export/columns";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { type Filter, FilterBar } from "../../../ui/table/FilterBar";
import { bandWord, type Scale } from "../scale";
import { bands, statuses, strategies } from "../words";
import { attentions, noRiskFilters, orderIn, orders, readRiskFilters } from "./riskFilters";
import type { Row } from "./riskRow";

type Props = {
  scale: Scale;
  units: { id: string; nameRo: string; nameEn: string }[];
  targets: { id: string; code: string; title: string }[];
  file: TableFile<Row>;
};

/** Search, filters and order of the register, all in the address. */
export function RiskFilterBar({ scale, units, targets, file }: Props) {
  const { t } = useI18n("risk");
  const [search, setSearch] = useSearchState();
  const filters = readRiskFilters(search);
  const { cell } = filters;
  const target = targets.find(({ id }) => id === filters.target);
  // Objectives are many: one comes here from the page of a risk or of the objective.
  const ofTarget: Filter[] =
    filters.target === null
      ? []
      : [
          {
            key: "target",
            label: t("target"),
            options: [
              {
                value: filters.target,
                label: target === undefined ? t("filter.target") : t("target.named", target),
              },
            ],
            chosen: [filters.target],
            onChange: () => setSearch({ target: undefined }),
          },
        ];
  // A cell is chosen on the map; here it can only be taken off.
  const ofCell: Filter[] =
    cell === null
      ? []
      : [
          {
            key: "cell",
            label: t(`filter.cell.${cell.stage}`),
            options: [
              {
                value: "cell",
                label: t("filter.cell.is", { probability: cell.probability, impact: cell.impact }),
              },
            ],
            chosen: ["cell"],
            onChange: () => setSearch({ p: undefined, i: undefined }),
          },
        ];
  return (
    <FilterBar
      search={{ value: filters.text, onChange: (q) => setSearch({ q }) }}
      onClear={() => setSearch(noRiskFilters)}
      file={file}
      filters={[
        {
          key: "unit",
          label: t("unit"),
          options: units.map((unit) => ({ value: unit.id, label: localName(unit) })),
          chosen: filters.unit,
          onChange: (unit) => setSearch({ unit }),
        },
        {
          key: "band",
          label: t("exposure"),
          options: bands.map((value) => ({ value, label: bandWord(scale, value) })),
          chosen: filters.band,
          onChange: (band) => setSearch({ band }),
        },
        {
          key: "attention",
          label: t("filter.attention"),
          options: attentions.map((value) => ({ value, label: t(`filter.attention.${value}`) })),
          chosen: filters.attention,
          onChange: (attention) => setSearch({ attention }),
        },
        {
          key: "strategy",
          label: t("strategy"),
          options: strategies.map((value) => ({ value, label: t(`strategy.${value}`) })),
          chosen: filters.strategy,
          onChange: (strategy) => setSearch({ strategy }),
        },
        {
          key: "status",
          label: t("filter.status"),
          options: statuses.map((value) => ({ value, label: t(`status.${value}`) })),
          chosen: filters.status,
          onChange: (status) => setSearch({ status }),
        },
        ...ofTarget,
        ...ofCell,
      ]}
    >
      <NativeSelect
        aria-label={t("order")}
        value={orderIn(search)}
        onChange={(event) => {
          const order = event.currentTarget.value;
          setSearch({ order: order === "EXPOSURE_DESC" ? undefined : order });
        }}
        data={orders.map((value) => ({ value, label: t(`order.${value}`) }))}
      />
    </FilterBar>
  );
}
