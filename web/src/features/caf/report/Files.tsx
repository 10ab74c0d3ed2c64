import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { language } from "../../../lib/i18n/language";
import { FileButtons } from "../../../ui/FileButtons";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import type { Report } from "./fragments";
import styles from "./Report.module.css";

type FileProps = { assessmentId: string; version?: number; of: string };

/** The report as a file: as it stands, or as it was approved. */
export function ReportFile({ assessmentId, version, of }: FileProps) {
  const { t } = useI18n("caf");
  return (
    <FileButtons
      small={version !== undefined}
      address={(format) => {
        const query = new URLSearchParams({ assessment: assessmentId });
        query.set("language", language.get() === "en" ? "EN" : "RO");
        if (version !== undefined) query.set("version", String(version));
        return `/exports/caf-report.${format}?${query}`;
      }}
      name={(format) => format.toUpperCase()}
      label={(format) => t("report.download", { format: format.toUpperCase(), of })}
      done={t("report.downloaded", { of })}
    />
  );
}

/** What was approved stays readable for good: each version with its hash and its file. */
export function Versions({ assessmentId, report }: { assessmentId: string; report: Report }) {
  const { t } = useI18n("caf");
  const { longDate } = useFormat();
  const day = (instant: string | null) =>
    instant === null ? null : longDate(dateInBucharest(new Date(instant)));
  if (report.versions.length === 0) return null;
  return (
    <Section title={t("report.versions")} count={String(report.versions.length)}>
      <Card>
        <ul className={styles.versions}>
          {report.versions.map(({ number, hash, approvedAt, approvedBy, releasedAt }) => (
            <li key={number} className="stack">
              <h3 className="row">
                {t("report.version", { number })}
                {releasedAt !== null && <StatusChip status="RELEASED" label={t("report.released")} />}
              </h3>
              <Facts
                facts={[
                  { label: t("report.approvedBy"), value: approvedBy?.displayName ?? null },
                  { label: t("report.approvedAt"), value: day(approvedAt) },
                  { label: t("report.releasedAt"), value: day(releasedAt) },
                  { label: t("report.hash"), value: <code className={styles.hash}>{hash}</code> },
                ]}
              />
              <ReportFile assessmentId={assessmentId} version={number} of={t("report.version", { number })} />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
