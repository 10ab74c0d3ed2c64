import { announce } from "../../../lib/announce";
import { download } from "../../../lib/api/download";
import { useI18n } from "../../../lib/i18n";
import { language } from "../../../lib/i18n/language";
import { Form } from "../../../ui/form/Form";
import { RadioField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Dialog } from "../../../ui/overlay/Dialog";
import type { PlanCore } from "../fragments";

const formats = ["pdf", "docx", "xlsx"] as const;
const languages = ["RO", "EN"] as const;

type Report = "VERSION" | "DRAFT" | "MONITORING" | "PROGRAMME";
type Values = { report: Report; format: (typeof formats)[number]; language: (typeof languages)[number] };

/** The plan or the report on it as a file: what, in which format, in which language. */
export function DownloadDialog({ plan, onClose }: { plan: PlanCore; onClose: () => void }) {
  const { t } = useI18n("plan");
  const reports: Report[] = [...(plan.number > 0 ? (["VERSION"] as const) : []), "DRAFT", "MONITORING"];
  if (plan.kind === "CONTROL_DEVELOPMENT") reports.push("PROGRAMME");
  const form = useForm<Values>({
    initial: {
      report: plan.number > 0 ? "VERSION" : "DRAFT",
      format: "pdf",
      language: language.get() === "en" ? "EN" : "RO",
    },
    send: async (values) => {
      announce(t("download.busy"));
      const asked = new URLSearchParams({ plan: plan.id, report: values.report, language: values.language });
      if (values.report === "VERSION") asked.set("version", String(plan.number));
      const error = await download(`/exports/plan.${values.format}?${asked}`);
      if (error === null) announce(t("download.done"));
      return error;
    },
  });
  return (
    <Dialog title={t("download.title", { code: plan.code })} onClose={onClose}>
      <Form form={form} label={t("download.title", { code: plan.code })} submitLabel={t("download.submit")}>
        <RadioField
          name="report"
          label={t("download.report")}
          options={reports.map((value) => ({
            value,
            label: t(`download.report.${value}`, { number: plan.number }),
            help: t(`download.report.${value}.help`),
          }))}
        />
        <RadioField
          name="format"
          label={t("download.format")}
          options={formats.map((value) => ({ value, label: t(`download.format.${value}`) }))}
        />
        <RadioField
          name="language"
          label={t("download.language")}
          options={languages.map((value) => ({ value, label: t(`download.language.${value}`) }))}
        />
      </Form>
    </Dialog>
  );
}
