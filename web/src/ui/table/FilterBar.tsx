import { TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { TableFile } from "../../lib/export/columns";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconSearch, IconX } from "../icons";
import { ExportMenu } from "./ExportMenu";
import styles from "./FilterBar.module.css";
import { FilterMenu } from "./FilterMenu";

export type Filter = {
  key: string;
  label: string;
  options: { value: string; label: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

type Props<Row> = {
  search?: { value: string; onChange: (text: string) => void };
  filters: Filter[];
  onClear: () => void;
  /** What is filtered, as a file. */
  file?: TableFile<Row> | undefined;
  /** Views, columns. */
  children?: ReactNode;
};

/** Search and filters of a register. What is chosen stands below as chips that can be taken off one by one. */
export function FilterBar<Row>({ search, filters, onClear, file, children }: Props<Row>) {
  const { t } = useI18n("ui");
  const chips = filters.flatMap((filter) =>
    filter.chosen.map((value) => ({
      filter,
      value,
      label: filter.options.find((one) => one.value === value)?.label ?? value,
    })),
  );
  const chosen = [
    ...chips.map(({ filter, label }) => `${filter.label}: ${label}`),
    ...(search?.value ? [t("filter.searched", { text: search.value })] : []),
  ];
  const inWords = chosen.length === 0 ? null : t("filter.printed", { filters: chosen.join("; ") });
  return (
    <>
      {inWords !== null && <p className="only-print small">{inWords}</p>}
      <div className={`${styles.bar} no-print`} role="search">
        <div className={styles.tools}>
          {search && <Search {...search} />}
          {filters.map((filter) => (
            <FilterMenu key={filter.key} filter={filter} />
          ))}
          {children}
          {file && <ExportMenu file={file} note={inWords} />}
        </div>
        {(chips.length > 0 || Boolean(search?.value)) && (
          <div className={styles.chips}>
            {chips.map(({ filter, value, label }) => (
              <button
                key={`${filter.key}:${value}`}
                type="button"
                className={styles.chip}
                aria-label={t("filter.remove", { filter: filter.label, value: label })}
                onClick={() => filter.onChange(filter.chosen.filter((one) => one !== value))}
              >
                {filter.label}: {label}
                <Icon of={IconX} size={16} />
              </button>
            ))}
            <button type="button" className={styles.clear} onClick={onClear}>
              {t("filter.clear")}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

/** Typing is handed on after a pause, so that the list is not asked for each letter. */
function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useI18n("ui");
  const id = useId();
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div className={styles.search}>
      <label htmlFor={id} className="visually-hidden">
        {t("filter.search")}
      </label>
      <TextInput
        id={id}
        type="search"
        placeholder={t("filter.search")}
        leftSection={<Icon of={IconSearch} size={18} />}
        value={typed}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(text.trim()), 300);
        }}
      />
    </div>
  );
}
