import { graphql } from "../../../gql";
import type { ControlDeadlineKind } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { inLanguage } from "../words";
import { dayMonthText, parseDayMonth } from "./dayMonth";

const Again = graphql(`
  query ControlDeadlinesAgain($id: ID!, $year: Int!) {
    tenant(id: $id) { id controlCalendar(year: $year) { version } }
  }
`);

const Update = graphql(`
  mutation UpdateControlCalendar($input: UpdateControlCalendarInput!) {
    updateControlCalendar(input: $input) { tenant { id } }
  }
`);

type Deadline = { kind: ControlDeadlineKind; titleRo: string; titleEn: string; day: number; month: number };
type Props = { tenantId: string; year: number; version: number; deadlines: Deadline[]; onDone: () => void };

/** All days at once, as they bind all institutions of the municipality. */
export function DeadlinesForm({ tenantId, year, version, deadlines, onDone }: Props) {
  const { t } = useI18n("control");
  const update = useMutation(Update);
  const form = useForm({
    initial: { deadlines: deadlines.map((one) => ({ day: dayMonthText(one) })) },
    thing: { version, again: () => askAgain(Again, { id: tenantId, year }) },
    draft: { key: `control/deadlines/${tenantId}`, label: t("deadlines.edit") },
    check: (values) =>
      values.deadlines.flatMap(({ day }, at) =>
        parseDayMonth(day) === null
          ? [{ path: `deadlines.${at}.day`, message: t("deadlines.day.wrong") }]
          : [],
      ),
    send: async (values, expectedVersion) => {
      const days = deadlines.map(({ kind }, at) => ({
        kind,
        ...(parseDayMonth(values.deadlines[at]?.day ?? "") ?? { day: 0, month: 0 }),
      }));
      const { error } = await update.run({ tenantId, expectedVersion, deadlines: days });
      if (error !== null) return error;
      announce(t("deadlines.done"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("deadlines.edit")} submitLabel={t("save")}>
      <p>{t("deadlines.edit.note")}</p>
      {deadlines.map((one, at) => (
        <TextField
          key={one.kind}
          name={`deadlines.${at}.day`}
          label={inLanguage(one.titleRo, one.titleEn)}
          help={t("deadlines.day.help")}
        />
      ))}
    </Form>
  );
}
