import { useState } from "react";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { DateInput } from "../../../ui/form/DateInput";

/** Asks for the day whose end is to be looked at; the day goes into the address. */
export function AskDay({ day }: { day: string | null }) {
  const { t } = useI18n("risk");
  const [, setSearch] = useSearchState();
  const [typed, setTyped] = useState<string | null>(
    day ?? `${Number(todayInBucharest().slice(0, 4)) - 1}-12-31`,
  );
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed ?? "");
  const isAhead = isDay && (typed ?? "") > todayInBucharest();
  return (
    <form
      className="row no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (isDay && !isAhead) setSearch({ on: typed ?? undefined, new: undefined, act: undefined });
      }}
    >
      <DateInput
        label={t("past.day")}
        value={typed}
        onChange={setTyped}
        error={isAhead ? t("past.ahead") : undefined}
      />
      <Button type="submit">{t("past.show")}</Button>
    </form>
  );
}
