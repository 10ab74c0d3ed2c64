import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Downloads } from "../forms/Downloads";
import type { Report, Version } from "./fragments";
import styles from "./Report.module.css";
import type { Campaign } from "./ReportPage";

/** What was approved stays readable for good: each version with its hash and its file. */
export function Versions({ campaign, report }: { campaign: Campaign; report: Report }) {
  const { t } = useI18n("control");
  const { versions } = report;
  return (
    <Section title={t("versions.title")} count={versions.length === 0 ? undefined : String(versions.length)}>
      <Card>
        {versions.length === 0 ? (
          <p>{t("versions.none")}</p>
        ) : (
          <ul className={styles.versions}>
            {versions.map((version) => (
              <li key={version.number}>
                <One campaign={campaign} version={version} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
}

function One({ campaign, version }: { campaign: Campaign; version: Version }) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const day = (instant: string | null) =>
    instant === null ? null : longDate(dateInBucharest(new Date(instant)));
  const { number, hash, approvedAt, approvedBy, releasedAt, returnedAt, remark } = version;
  const state = returnedAt !== null ? "RETURNED" : releasedAt !== null ? "RELEASED" : "APPROVED";
  return (
    <div className="stack">
      <h3 className="row">
        {t("version.number", { number })}
        <StatusChip status={state} label={t(`version.state.${state}`)} />
      </h3>
      <Facts
        facts={[
          { label: t("version.approvedBy"), value: approvedBy?.displayName ?? null },
          { label: t("version.approvedAt"), value: day(approvedAt) },
          { label: t("version.releasedAt"), value: day(releasedAt) },
          ...(returnedAt === null
            ? []
            : [
                { label: t("version.returnedAt"), value: day(returnedAt) },
                { label: t("version.remark"), value: remark },
              ]),
          { label: t("version.hash"), value: <code className={styles.hash}>{hash}</code> },
        ]}
      />
      <Downloads
        small
        form={{ annex: "REPORT", campaign: campaign.id, version: number }}
        of={t("form.version", { number })}
      />
    </div>
  );
}
