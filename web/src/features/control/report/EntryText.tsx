import { useI18n } from "../../../lib/i18n";
import { Facts } from "../../../ui/layout/Facts";
import type { Report } from "./fragments";
import styles from "./Report.module.css";
import { type Entry, entries, idOf } from "./sections";

/** What the report says in one field, for whoever does not write it, or nobody any more. */
export function EntryText({ report, entry }: { report: Report; entry: Entry }) {
  const { t } = useI18n("control");
  const said = useSaid(report, entry);
  return (
    <div id={idOf(entry)} tabIndex={-1} className={styles.entry}>
      <Facts
        facts={[
          {
            label: t(`report.field.${entry}`),
            value: said && <span className={styles.text}>{said}</span>,
          },
        ]}
      />
    </div>
  );
}

function useSaid(report: Report, entry: Entry): string | null {
  const { t } = useI18n("control");
  const said = report[entry];
  if (said === null) return null;
  if (entry === "assurance") return report.assurance && t(`report.assurance.${report.assurance}`);
  if (entry === "programme") return report.programme && t(`report.programme.${report.programme}`);
  return entries[entry] === "yesNo" ? t(`report.flag.${said === true ? "true" : "false"}`) : String(said);
}
