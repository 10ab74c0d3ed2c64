/** The inventory of procedural activities, as far as it can be told from the activities themselves. */
import { folded } from "../../../lib/format/search";

export const coverages = ["covered", "missing", "notNeeded"] as const;
export type Covered = (typeof coverages)[number];

type Activity = {
  code: string;
  title: string;
  isProcedural: boolean;
  procedureApprovedOn: string | null;
  isRetired: boolean;
  unit: { id: string };
};

/** Only an approved procedure covers an activity; a code without approval does not. */
export function coverageOf({
  isProcedural,
  procedureApprovedOn,
}: Pick<Activity, "isProcedural" | "procedureApprovedOn">): Covered {
  if (!isProcedural) return "notNeeded";
  return procedureApprovedOn === null ? "missing" : "covered";
}

type Filter = { unitIds: string[]; chosen: Covered[]; text: string };
const everything: Filter = { unitIds: [], chosen: [], text: "" };

/** The activities in use that a filter leaves, in the order they came. */
export function inventoried<One extends Activity>(activities: One[], filter = everything): One[] {
  const { unitIds, chosen, text } = filter;
  return activities.filter(
    (one) =>
      !one.isRetired &&
      (unitIds.length === 0 || unitIds.includes(one.unit.id)) &&
      (chosen.length === 0 || chosen.includes(coverageOf(one))) &&
      folded(`${one.code} ${one.title}`).includes(folded(text)),
  );
}
