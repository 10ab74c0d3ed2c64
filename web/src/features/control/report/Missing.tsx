import { Link, useLocation } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { Card, Section } from "../../../ui/layout/Section";
import { useHere } from "../here";
import type { Report } from "./fragments";
import styles from "./Report.module.css";
import type { Campaign } from "./ReportPage";
import { focusEntry, isEntry } from "./sections";

/** What keeps the report from being handed in; each line leads to where it is settled. */
export function Missing({ report, campaign }: { report: Report; campaign: Campaign }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const { year } = campaign;
  const { missingFields, readiness } = report;
  const fields = missingFields.filter(isEntry);
  const undecided = readiness.undecidedStandardCount;
  const count = fields.length + (readiness.openQuestionnaireCount > 0 ? 1 : 0) + (undecided > 0 ? 1 : 0);
  return (
    <Section title={t("missing.title")} count={count === 0 ? undefined : String(count)}>
      <Card>
        {count === 0 ? (
          <p>{t("missing.none")}</p>
        ) : (
          <ul className={styles.missing}>
            {readiness.openQuestionnaireCount > 0 && (
              <li>
                <Link to={`/i/${slug}/control`} search={{ year: String(year) } as never}>
                  {t("missing.questionnaires", { count: readiness.openQuestionnaireCount })}
                </Link>
              </li>
            )}
            {undecided > 0 && (
              <li>
                <Link to={`/i/${slug}/control/${year}/synthesis`} search={{ part: "decisions" } as never}>
                  {t("missing.decisions", { count: undecided })}
                </Link>
              </li>
            )}
            {fields.map((field) => (
              <li key={field}>
                <Link
                  to={path}
                  search={{ field } as never}
                  replace
                  resetScroll={false}
                  // The address may be the same already: the focus moves all the same.
                  onClick={() => requestAnimationFrame(() => focusEntry(field))}
                >
                  {t(`report.field.${field}`)}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
}
