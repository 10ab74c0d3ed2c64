import { useI18n } from "../../../lib/i18n";
import { SavedDecimal, SavedText } from "../../../ui/autosave/fields";
import { SavedRadio } from "../../../ui/autosave/SavedRadio";
import type { Report } from "./fragments";
import styles from "./Report.module.css";
import { assurances, type Entry, entries, idOf, programmeStates } from "./sections";
import { useChoiceEntry, useCountEntry, useTextEntry, useYesNoEntry } from "./useReportField";

type Props = { report: Report; entry: Entry; year: number };

/** One field of the report; it saves itself. */
export function ReportEntry(props: Props) {
  const kind = entries[props.entry];
  return (
    <div id={idOf(props.entry)} tabIndex={-1} className={styles.entry}>
      {kind === "text" && <Words {...props} />}
      {kind === "count" && <Count {...props} />}
      {kind === "yesNo" && <YesNo {...props} />}
      {(kind === "assurance" || kind === "programme") && <Choice {...props} />}
    </div>
  );
}

function Words(props: Props) {
  const { t } = useI18n("control");
  const saved = useTextEntry(props);
  const help = props.entry === "basis" ? t("report.help.basis") : t("report.help.measures");
  return <SavedText saved={saved} label={t(`report.field.${props.entry}`)} help={help} rows={5} />;
}

function Count(props: Props) {
  const { t } = useI18n("control");
  return <SavedDecimal saved={useCountEntry(props)} label={t(`report.field.${props.entry}`)} />;
}

function YesNo(props: Props) {
  const { t } = useI18n("control");
  const options = (["true", "false"] as const).map((value) => ({ value, label: t(`report.flag.${value}`) }));
  const saved = useYesNoEntry(props, (code) => options.find(({ value }) => value === code)?.label ?? "");
  return <SavedRadio saved={saved} label={t(`report.field.${props.entry}`)} options={options} />;
}

function Choice(props: Props) {
  const { t } = useI18n("control");
  const options =
    entries[props.entry] === "assurance"
      ? assurances.map((value) => ({ value: value as string, label: t(`report.assurance.${value}`) }))
      : programmeStates.map((value) => ({ value: value as string, label: t(`report.programme.${value}`) }));
  const saved = useChoiceEntry(props, (code) => options.find(({ value }) => value === code)?.label ?? "");
  return <SavedRadio saved={saved} label={t(`report.field.${props.entry}`)} options={options} />;
}
