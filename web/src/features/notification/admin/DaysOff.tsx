import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { CalendarDayKind } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { offerUndo } from "../../../lib/undo";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Card, Section } from "../../../ui/layout/Section";
import styles from "./DaysOff.module.css";

const daysOf = graphql(`
  fragment DaysOff_tenant on Tenant {
    id
    calendarDays(year: $year) { day kind note }
    notificationPolicy { viewerCan { update { allowed } } }
  }
`);

const SetDay = graphql(`
  mutation SetCalendarDay($input: SetCalendarDayInput!) {
    setCalendarDay(input: $input) { calendarDay { day } tenant { id } }
  }
`);

const RemoveDay = graphql(`
  mutation RemoveCalendarDay($input: RemoveCalendarDayInput!) {
    removeCalendarDay(input: $input) { removedDay tenant { id } }
  }
`);

type Props = { tenant: FragmentType<typeof daysOf>; onChanged: () => void };
type Day = { day: string; kind: CalendarDayKind; note: string };

/** The days of a year on which the institution works otherwise than the law says: bridges, and what makes up for them. */
export function DaysOff({ tenant, onChanged }: Props) {
  const { t } = useI18n("notification");
  const { longDate, weekday } = useFormat();
  const { id, calendarDays, notificationPolicy } = useFragment(daysOf, tenant);
  const [search, setSearch] = useSearchState();
  const setDay = useMutation(SetDay);
  const removeDay = useMutation(RemoveDay);
  const mayChange = notificationPolicy.viewerCan.update.allowed;
  const year = Number(textOf(search.year)) || Number(todayInBucharest().slice(0, 4));
  const form = useForm<{ day: string | null; kind: CalendarDayKind; note: string }>({
    initial: { day: null, kind: "FREE", note: "" },
    check: ({ day }) =>
      day !== null && /^\d{4}-\d\d-\d\d$/.test(day) ? [] : [{ path: "day", message: t("day.needed") }],
    send: async ({ day, kind, note }) => {
      const { error } = await setDay.run({ tenantId: id, day: day ?? "", kind, note });
      if (error !== null) return error;
      announce(t("day.saved", { day: longDate(day ?? "") }));
      form.hook.reset();
      onChanged();
      return null;
    },
  });

  async function remove(gone: Day) {
    const { error } = await removeDay.run({ tenantId: id, day: gone.day });
    if (error !== null) return announce(error.message);
    onChanged();
    offerUndo({
      text: t("day.removed", { day: longDate(gone.day) }),
      undo: async () => {
        await setDay.run({ tenantId: id, ...gone });
        onChanged();
      },
    });
  }

  return (
    <Section
      title={t("days.title", { year })}
      note={t("days.note")}
      actions={
        <>
          <Button onClick={() => setSearch({ year: String(year - 1) })}>{year - 1}</Button>
          <Button onClick={() => setSearch({ year: String(year + 1) })}>{year + 1}</Button>
        </>
      }
    >
      <Card>
        <div className="stack">
          {calendarDays.length === 0 ? (
            <p>{t("days.empty", { year })}</p>
          ) : (
            <ul className={styles.days}>
              {calendarDays.map((day) => (
                <li key={day.day}>
                  <div>
                    <time dateTime={day.day}>
                      <strong>
                        {weekday(day.day)}, {longDate(day.day)}
                      </strong>
                    </time>
                    <p className="small muted">
                      {[t(`day.${day.kind}`), day.note].filter(Boolean).join(" · ")}
                    </p>
                  </div>
                  {mayChange && (
                    <Button
                      small
                      isBusy={removeDay.isBusy}
                      label={t("day.remove", { day: longDate(day.day) })}
                      onClick={() => void remove(day)}
                    >
                      {t("remove")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
          {mayChange && (
            <Form form={form} label={t("day.add")} submitLabel={t("day.add")}>
              <DateField name="day" label={t("day.day")} />
              <RadioField
                name="kind"
                label={t("day.kind")}
                options={(["FREE", "WORKED"] as const).map((value) => ({
                  value,
                  label: t(`day.${value}`),
                  help: t(`day.${value}.help`),
                }))}
              />
              <TextField name="note" label={t("day.note")} help={t("day.note.help")} optional />
            </Form>
          )}
        </div>
      </Card>
    </Section>
  );
}
