import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { useHere } from "../here";
import { conformityLook } from "../words";
import { CountedProcedures } from "./CountedProcedures";
import { EntryText } from "./EntryText";
import type { Report } from "./fragments";
import styles from "./Report.module.css";
import { ReportEntry } from "./ReportEntry";
import type { Campaign } from "./ReportPage";
import { type Entry, entered } from "./sections";

type Props = { report: Report; campaign: Campaign; canCentralise: boolean };

/** The sections of annex 4.3 in order: what is entered as fields or as text, what is computed with its source. */
export function ReportSections({ report, campaign, canCentralise }: Props) {
  const { t } = useI18n("control");
  const { percent } = useFormat();
  const { year } = campaign;
  const one = (entry: Entry) =>
    report.viewerCan.update.allowed ? (
      <ReportEntry key={entry} report={report} entry={entry} year={year} />
    ) : (
      <EntryText key={entry} report={report} entry={entry} />
    );
  return (
    <>
      {entered.map(({ number, fields }) => (
        <Part key={number} title={t(`report.section.${number}`)}>
          {fields.map(one)}
          {number === 7 && <CountedProcedures report={report} />}
          {number === 7 && (
            <p>
              {t("report.percent")}{" "}
              <strong>
                {report.procedurePercent === null
                  ? t("report.percent.none")
                  : percent(Number(report.procedurePercent))}
              </strong>
            </p>
          )}
        </Part>
      ))}
      <Conformity campaign={campaign} />
      <Subordinates report={report} year={year} canCentralise={canCentralise} />
      <Part title={t("report.section.more")} note={t("report.section.more.note")}>
        {one("hasObjectives")}
        {one("measures")}
      </Part>
    </>
  );
}

function Part({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <Section title={title} note={note}>
      <Card>
        <div className={styles.entries}>{children}</div>
      </Card>
    </Section>
  );
}

/** Section 9: as annex 4.2 comes to. */
function Conformity({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const { synthesis, year } = campaign;
  return (
    <Part title={t("report.section.9")}>
      <p className="row">
        <StatusChip
          status={conformityLook[synthesis.conformity]}
          label={t(`conformity.${synthesis.conformity}`)}
        />
        <span>
          {t("synthesis.implemented", { count: synthesis.implementedCount, all: synthesis.rows.length })}
        </span>
        {!synthesis.isComplete && <span>{t("report.provisional")}</span>}
      </p>
      <p>
        {t("report.computed")}{" "}
        <Link to={`/i/${slug}/control/${year}/synthesis`}>{t("synthesis.ofYear", { year })}</Link>
      </p>
    </Part>
  );
}

/** Section 10: from the approved reports of the subordinate institutions. */
function Subordinates({
  report,
  year,
  canCentralise,
}: {
  report: Report;
  year: number;
  canCentralise: boolean;
}) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const counts = report.subordinates;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Part title={t("report.section.10")}>
      {all === 0 ? (
        <p>{t("report.subordinates.none")}</p>
      ) : (
        <Facts
          facts={counts.map(({ conformity, count }) => ({
            label: t(`conformity.${conformity}`),
            value: String(count),
          }))}
        />
      )}
      {canCentralise && (
        <p>
          {t("report.computed")}{" "}
          <Link to={`/i/${slug}/control/${year}/subordinates`}>{t("subordinates.title")}</Link>
        </p>
      )}
    </Part>
  );
}
