import { useEffect, useRef, useState } from "react";
import type { ImportColumn } from "../../gql/graphql";
import { announce } from "../../lib/announce";
import { useMutation } from "../../lib/api/useMutation";
import { useI18n } from "../../lib/i18n";
import { useViewer } from "../../lib/viewer";
import { Form } from "../../ui/form/Form";
import { SelectField } from "../../ui/form/fields";
import { useForm } from "../../ui/form/useForm";
import { Card, Section } from "../../ui/layout/Section";
import type { Chosen } from "./ChooseSheet";
import styles from "./Import.module.css";
import { columnsOf, field, type Layout, remember } from "./layout";
import { CheckImportDocument } from "./operations";
import { Preview, type Report } from "./Preview";

/** What the columns of a sheet mean. Checking changes nothing. */
export function MapColumns({ tenantId, chosen }: { tenantId: string; chosen: Chosen }) {
  const { t } = useI18n("import");
  const accountId = useViewer()?.account.id ?? "";
  const check = useMutation(CheckImportDocument);
  const [report, setReport] = useState<Report | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const { kind, planId, sheet, rules, layout } = chosen;

  useEffect(() => {
    root.current?.querySelector("select")?.focus();
  }, []);

  const form = useForm<Layout>({
    initial: layout,
    check: (values) => refusals(values, chosen, t),
    send: async (values) => {
      const columns = columnsOf(values);
      const { data, error } = await check.run({ tenantId, kind, planId, columns, rows: sheet.rows });
      if (error !== null) return error;
      const { problems, rowCount } = data.checkImport;
      void remember(accountId, kind, sheet.headings, values);
      announce(
        problems.length === 0
          ? t("check.good", { count: rowCount })
          : t("check.bad", { count: problems.length }),
      );
      setReport({ id: Date.now(), columns, rowCount, problems });
      return null;
    },
  });
  const options = [
    { value: "", label: t("column.none") },
    ...rules.map(({ column, label, isRequired }) => ({
      value: column,
      label: isRequired ? t("column.required", { label }) : label,
    })),
  ];
  return (
    <>
      <div ref={root}>
        <Section title={t("step.columns")} note={t("step.columns.note")}>
          <Card>
            <Form form={form} label={t("step.columns")} submitLabel={t("check")}>
              <div className={styles.columns}>
                {sheet.headings.map((heading, at) => (
                  <SelectField
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                    key={at}
                    name={field(at)}
                    label={heading === "" ? t("column.unnamed", { number: at + 1 }) : heading}
                    help={t("column.example", { value: example(chosen, at) })}
                    options={options}
                  />
                ))}
              </div>
            </Form>
          </Card>
        </Section>
      </div>
      {report !== null && <Preview key={report.id} tenantId={tenantId} chosen={chosen} report={report} />}
    </>
  );
}

/** The first cell of a column that says something. */
function example({ sheet }: Chosen, at: number): string {
  const text = sheet.rows.map(({ cells }) => cells[at] ?? "").find((cell) => cell.trim() !== "") ?? "–";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

type Words = ReturnType<typeof useI18n<"import">>["t"];

function refusals(values: Layout, { rules }: Chosen, t: Words): { path: string; message: string }[] {
  const places = new Map<ImportColumn, string>();
  const found: { path: string; message: string }[] = [];
  for (const [name, column] of Object.entries(values)) {
    if (column === "") continue;
    if (places.has(column)) found.push({ path: name, message: t("column.twice") });
    places.set(column, name);
  }
  const missing = rules.filter(({ column, isRequired }) => isRequired && !places.has(column));
  const free = Object.entries(values).find(([, column]) => column === "")?.[0] ?? field(0);
  if (missing.length > 0) {
    const columns = missing.map(({ label }) => label).join(", ");
    found.push({ path: free, message: t("column.missing", { columns }) });
  }
  return found;
}
