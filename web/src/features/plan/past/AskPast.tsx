import { useState } from "react";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { DateInput } from "../../../ui/form/DateInput";
import { Card, Section } from "../../../ui/layout/Section";

/** Asks for the day whose end is to be looked at; the day goes into the address. */
export function AskPast() {
  const { t } = useI18n("plan");
  const [, setSearch] = useSearchState();
  const [day, setDay] = useState<string | null>(`${Number(todayInBucharest().slice(0, 4)) - 1}-12-31`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day ?? "");
  return (
    <Section title={t("past.open")}>
      <Card>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            if (isDay) setSearch({ on: day ?? undefined });
          }}
        >
          <DateInput label={t("past.day")} value={day} onChange={setDay} />
          <Button type="submit">{t("past.show")}</Button>
        </form>
      </Card>
    </Section>
  );
}
