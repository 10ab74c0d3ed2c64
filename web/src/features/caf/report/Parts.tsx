import { useAutosave } from "../../../lib/autosave/useAutosave";
import { useI18n } from "../../../lib/i18n";
import { SavedText } from "../../../ui/autosave/fields";
import { Facts } from "../../../ui/layout/Facts";
import { Section } from "../../../ui/layout/Section";
import { useHere } from "../here";
import { type Part, parts, type Report } from "./fragments";
import { UpdateCafReport } from "./operations";
import styles from "./Report.module.css";

/** Characters of a part, as the server counts them. */
const longest = 8_000;

type At = { report: Report; part: Part; address: string };

/** What people write in the report; it saves itself while it is open. */
export function Parts({ report, address }: { report: Report; address: string }) {
  const { t } = useI18n("caf");
  const isOpen = report.viewerCan.update.allowed;
  return (
    <Section title={t("report.parts")}>
      <div className={styles.entries}>
        {parts.map((part) =>
          isOpen ? (
            <Field key={part} report={report} part={part} address={address} />
          ) : (
            <Facts
              key={part}
              facts={[
                {
                  label: t(`report.part.${part}`),
                  value: report[part] && <span className={styles.text}>{report[part]}</span>,
                },
              ]}
            />
          ),
        )}
      </div>
    </Section>
  );
}

function Field({ report, part, address }: At) {
  const { t } = useI18n("caf");
  const here = useHere();
  const saved = useAutosave<string>({
    object: { id: report.id, version: report.version, tenantId: here.id },
    field: part,
    value: report[part] ?? "",
    document: UpdateCafReport,
    place: { label: `${t("report.title")}: ${t(`report.part.${part}`)}`, href: address },
    kind: "text",
    check: (text) => ([...text].length > longest ? t("report.tooLong", { count: longest }) : undefined),
  });
  return (
    <SavedText saved={saved} label={t(`report.part.${part}`)} help={t(`report.help.${part}`)} rows={7} />
  );
}
