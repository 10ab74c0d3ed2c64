import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import type { Spread } from "./fragments";
import styles from "./Room.module.css";
import { counted } from "./spread";

type Row = { id: string; name: string | null; value: string; count: number | null };

/** The dots as a table: with names a row each, without them equal scores in one row. */
export function SpreadTable({ spread, code }: { spread: Spread; code: string }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const isNamed = spread.shown.some(({ member }) => member !== null);
  const rows = isNamed ? namedRows(spread) : countedRows(spread);
  const caption = t("room.spread.caption");
  const value = {
    title: t("room.spread.value"),
    kind: "DECIMAL" as const,
    value: (row: Row) => row.value,
  };
  const file = {
    name: `${caption} ${code}`,
    caption,
    columns: isNamed
      ? [{ title: t("member"), kind: "TEXT" as const, value: (row: Row) => row.name }, value]
      : [value, { title: t("room.spread.count"), kind: "WHOLE" as const, value: (row: Row) => row.count }],
    total: rows.length,
    rows,
  };
  return (
    <>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{isNamed ? t("member") : t("room.spread.value")}</th>
            <th scope="col">{isNamed ? t("room.spread.value") : t("room.spread.count")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, value, count }) => (
            <tr key={id}>
              <th scope="row">{name ?? number(value)}</th>
              <td>{isNamed ? number(value) : (count ?? "–")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ExportMenu file={file} />
    </>
  );
}

function namedRows({ shown }: Spread): Row[] {
  return shown.map(({ value, member }, at) => ({
    id: member?.id ?? String(at),
    name: member?.person.displayName ?? null,
    value: value.display,
    count: 1,
  }));
}

/** Where few are anonymous only the ends are known, and not how many stand there. */
function countedRows({ shown, lowest, highest }: Spread): Row[] {
  const areKnown = shown.length > 0;
  const values = areKnown ? shown.map(({ value }) => value.display) : [lowest.display, highest.display];
  return counted(values).map(({ value, count }) => ({
    id: value,
    name: null,
    value,
    count: areKnown ? count : null,
  }));
}
