import { Suspense, useState } from "react";
import { useWatch } from "react-hook-form";
import type { ImportColumn, ImportKind } from "../../gql/graphql";
import { announce } from "../../lib/announce";
import { client } from "../../lib/api/client";
import { download, save } from "../../lib/api/download";
import { type ApiError, toApiError } from "../../lib/api/error";
import { useResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { useViewer } from "../../lib/viewer";
import { Button } from "../../ui/Button";
import { FileField } from "../../ui/form/FileField";
import { Form } from "../../ui/form/Form";
import { RadioField } from "../../ui/form/fields";
import { useForm } from "../../ui/form/useForm";
import { IconDownload } from "../../ui/icons";
import { Card, Section } from "../../ui/layout/Section";
import { ErrorBox } from "../../ui/state/ErrorBox";
import { lazily } from "../../ui/state/lazily";
import { type Layout, layoutOf, recall } from "./layout";
import { ImportFormDocument } from "./operations";
import { readSheet, type Sheet, template } from "./sheet";

const PlanField = lazily(() => import("./PlanField"), "PlanField");

export type Rule = { column: ImportColumn; label: string; isRequired: boolean };

export type Chosen = {
  /** New for every file that was read. */
  id: number;
  kind: ImportKind;
  planId: string | null;
  sheet: Sheet;
  rules: Rule[];
  layout: Layout;
};

type Values = { kind: ImportKind; planId: string | null; file: File | null };

type Props = {
  tenantId: string;
  kinds: ImportKind[];
  initial: { kind: ImportKind; planId: string | null };
  onChosen: (chosen: Chosen) => void;
};

/** What is taken over, and the file it stands in. */
export function ChooseSheet({ tenantId, kinds, initial, onChosen }: Props) {
  const { t } = useI18n("import");
  const accountId = useViewer()?.account.id ?? "";
  const form = useForm<Values>({
    initial: { ...initial, file: null },
    check: ({ kind, planId, file }) => [
      ...(kind === "ACTIONS" && planId === null ? [{ path: "planId", message: t("plan.needed") }] : []),
      ...(file === null ? [{ path: "file", message: t("file.needed") }] : []),
    ],
    send: async ({ kind, planId, file }) => {
      if (file === null) return null;
      const { sheet, error } = await readSheet(file);
      if (error !== null) return error;
      const asked = await client
        .get()
        .query(ImportFormDocument, { kind, headings: sheet.headings })
        .toPromise();
      if (asked.data === undefined) return toApiError(asked.error ?? { message: "" });
      const { columns, matches } = asked.data.importForm;
      const layout = layoutOf(sheet.headings, matches, await recall(accountId, kind));
      announce(t("file.read", { count: sheet.rows.length }));
      onChosen({
        id: Date.now(),
        kind,
        planId: kind === "ACTIONS" ? planId : null,
        sheet,
        rules: columns,
        layout,
      });
      return null;
    },
  });
  const kind = useWatch({ control: form.hook.control, name: "kind" });
  return (
    <Section title={t("step.file")} note={t("step.file.note")}>
      <Card>
        <Form
          form={form}
          label={t("step.file")}
          submitLabel={t("file.submit")}
          actions={<Template kind={kind} />}
        >
          <RadioField
            name="kind"
            label={t("kind")}
            options={kinds.map((value) => ({
              value,
              label: t(`kind.${value}`),
              help: t(`kind.${value}.help`),
            }))}
          />
          <Suspense fallback={null}>{kind === "ACTIONS" && <PlanField tenantId={tenantId} />}</Suspense>
          <FileField
            name="file"
            label={t("file")}
            help={t("file.help")}
            choose={t("file.choose")}
            accept=".csv,.txt,.xlsx,.ods"
          />
        </Form>
      </Card>
    </Section>
  );
}

/** Empty sheets: for spreadsheets with lists of words, and as plain text. */
function Template({ kind }: { kind: ImportKind }) {
  const { t } = useI18n("import");
  const { data } = useResult(ImportFormDocument, { kind, headings: null });
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const labels = data?.importForm.columns.map(({ label }) => label) ?? [];
  const name = t(`kind.${kind}`);
  async function workbook() {
    setBusy(true);
    setFailure(await download(`/imports/${kind}.xlsx`, `${name}.xlsx`));
    setBusy(false);
  }
  return (
    <>
      <Button kind="quiet" icon={IconDownload} isBusy={isBusy} onClick={() => void workbook()}>
        {t("template.xlsx")}
      </Button>
      <Button kind="quiet" icon={IconDownload} onClick={() => save(template(labels), `${name}.csv`)}>
        {t("template.csv")}
      </Button>
      {failure !== null && <ErrorBox error={failure} />}
    </>
  );
}
