import { graphql } from "../../../gql";
import { type Autosaved, useAutosave } from "../../../lib/autosave/useAutosave";
import { useI18n } from "../../../lib/i18n";
import { useHere } from "../here";
import type { Report } from "./fragments";
import type { Entry } from "./sections";

export const UpdateReport = graphql(`
  mutation UpdateAnnualControlReport($input: UpdateAnnualControlReportInput!) {
    updateAnnualControlReport(input: $input) { annualControlReport { id version ...AnnualReport_report } }
  }
`);

/** Characters of a text, as the server counts them. */
const longest = 6_000;
const mostCount = 100_000;

type At = { report: Report; entry: Entry; year: number };

/** A text of the report: saved after a pause in typing. */
export function useTextEntry(at: At): Autosaved<string> {
  const { t } = useI18n("control");
  return useEntry<string>(at, String(at.report[at.entry] ?? ""), "text", {
    check: (text) => ([...text].length > longest ? t("report.tooLong", { count: longest }) : undefined),
  });
}

/** One of a few codes: saved at once. */
export function useChoiceEntry(at: At, show: (code: string | null) => string): Autosaved<string | null> {
  const said = at.report[at.entry];
  return useEntry<string | null>(at, said === null ? null : String(said), "choice", { show });
}

/** Yes or no: saved at once. The radio knows texts, the API flags. */
export function useYesNoEntry(at: At, show: (code: string | null) => string): Autosaved<string | null> {
  const said = at.report[at.entry];
  const flag = useEntry<boolean | null>(at, typeof said === "boolean" ? said : null, "choice", {
    show: (value) => show(value === null ? null : String(value)),
  });
  return inText(flag, (text) => (text === null ? null : text === "true"));
}

/** A whole number. What is no number stays in the field and is not sent. */
export function useCountEntry(at: At): Autosaved<string | null> {
  const { t } = useI18n("control");
  const said = at.report[at.entry];
  const count = useEntry<string | number | null>(at, typeof said === "number" ? said : null, "text", {
    check: (value) =>
      value === null || (typeof value === "number" && value <= mostCount)
        ? undefined
        : t("report.count.wrong", { most: mostCount }),
  });
  return inText(count, (text) => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : text));
}

/** A value as the text its field shows, and back. */
function inText<Value>(
  saved: Autosaved<Value>,
  read: (text: string | null) => Value,
): Autosaved<string | null> {
  return {
    value: saved.value === null ? null : String(saved.value),
    state: saved.state,
    change: (text) => saved.change(read(text)),
    leave: saved.leave,
    resolve: (choice) => saved.resolve(choice === "theirs" ? choice : { keep: read(choice.keep) }),
  };
}

function useEntry<Value>(
  { report, entry, year }: At,
  value: Value,
  kind: "text" | "choice",
  more: { check?: (value: Value) => string | undefined; show?: (value: Value) => string },
): Autosaved<Value> {
  const { t } = useI18n("control");
  const here = useHere();
  return useAutosave<Value>({
    object: { id: report.id, version: report.version, tenantId: here.id },
    field: entry,
    value,
    document: UpdateReport,
    place: {
      label: `${t("report.title", { year })}: ${t(`report.field.${entry}`)}`,
      href: `/i/${here.slug}/control/${year}/report?field=${entry}`,
    },
    kind,
    ...more,
  });
}
