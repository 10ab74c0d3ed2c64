import { NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere } from "../here";
import styles from "./Areas.module.css";
import type { Area } from "./fragments";
import { useRank } from "./useRank";
import { type Weights, weights } from "./weights";

type Props = {
  areas: readonly Area[];
  disabledReason: string | null;
  chosen: string[];
  onChoose?: ((ids: string[]) => void) | undefined;
};

/** All areas in rows: weights to choose, what follows from them, the action each went into. */
export function AreaTable({ areas, disabledReason, chosen, onChoose }: Props) {
  const { t } = useI18n("caf");
  const { t: plan } = useI18n("plan");
  const { slug } = useHere();
  const { failure, rank } = useRank();
  const weightColumn = (which: keyof Weights): Column<Area> => ({
    key: which,
    header: t(`areas.${which}`),
    file: { kind: "WHOLE", value: (one) => one[which] },
    isNumeric: true,
    priority: 1,
    cell: (one) =>
      disabledReason === null ? (
        <NativeSelect
          className={styles.weight}
          aria-label={t(`areas.${which}.label`, { code: one.subcriterion.code, text: one.text })}
          value={one[which] === null ? "" : String(one[which])}
          onChange={(event) => {
            const { value } = event.currentTarget;
            rank(one, { [which]: value === "" ? null : Number(value) });
          }}
          data={[
            { value: "", label: "–" },
            ...weights.map((value) => ({ value: String(value), label: String(value) })),
          ]}
        />
      ) : (
        (one[which] ?? "–")
      ),
  });
  const columns: Column<Area>[] = [
    {
      key: "text",
      header: t("areas.column"),
      file: [
        { kind: "TEXT", title: t("subcriterion.column"), value: ({ subcriterion }) => subcriterion.code },
        { kind: "TEXT", value: ({ text }) => text },
      ],
      cell: ({ subcriterion, text }) => (
        <>
          <strong>{subcriterion.code}</strong> {text}
        </>
      ),
    },
    weightColumn("impact"),
    weightColumn("effort"),
    {
      key: "priority",
      header: t("areas.priority"),
      file: { kind: "TEXT", value: ({ priority }) => priority && plan(`priority.${priority}`) },
      priority: 2,
      cell: ({ priority }) => (priority === null ? "–" : plan(`priority.${priority}`)),
    },
    {
      key: "action",
      header: t("areas.action"),
      file: {
        kind: "TEXT",
        value: ({ planAction }) => planAction && `${planAction.code} ${planAction.title}`,
      },
      priority: 2,
      cell: ({ planAction }) =>
        planAction === null ? (
          "–"
        ) : (
          <Link to={`/i/${slug}/actions/${planAction.id}` as never}>
            {planAction.code} {planAction.title}
          </Link>
        ),
    },
  ];
  const caption = t("areas.all");
  const rows = [...areas];
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section title={caption} note={onChoose && t("areas.all.note")} actions={<ExportMenu file={file} />}>
      {failure !== null && <p role="alert">{failure}</p>}
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ subcriterion, text }) => `${subcriterion.code} ${text}`}
        {...(onChoose && { selection: chosen, onSelect: onChoose })}
      />
    </Section>
  );
}
