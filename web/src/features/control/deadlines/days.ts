import { graphql } from "../../../gql";
import type { ControlDeadlineKind } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { todayInBucharest } from "../../../lib/format/date";

const Days = graphql(`
  query ControlDays($id: ID!, $year: Int!) {
    tenant(id: $id) { id controlCalendar(year: $year) { deadlines { kind dueOn } } }
  }
`);

type Day = { kind: ControlDeadlineKind; dueOn: string };

/** The day that is proposed for something of a year: none once it is over. */
export function proposed(days: readonly Day[], kind: ControlDeadlineKind, today: string): string | null {
  const found = days.find((one) => one.kind === kind)?.dueOn ?? null;
  return found !== null && found >= today ? found : null;
}

/** Until when questionnaires of a year are handed in, as the municipality has decided or the order is usually read. */
export function useProposedDay(tenantId: string, year: number): { isReady: boolean; day: string | null } {
  const { data, error } = useResult(Days, { id: tenantId, year });
  const days = data?.tenant?.controlCalendar?.deadlines ?? [];
  const isReady = data !== undefined || error !== null;
  return { isReady, day: proposed(days, "QUESTIONNAIRES", todayInBucharest()) };
}
