/** Journal changes as people read them: which fields are shown, under which name, with which kind of value. */

export type FieldChange = { field: string; old: string | null; new: string | null };

type Kind =
  | "text"
  | "date"
  | "money"
  | "percent"
  | "status"
  | "source"
  | "grade"
  | "flag"
  | "list"
  | "planKind"
  | "purpose";

/** Fields people read about, in reading order. What is missing (ranks, hashes) is machinery. */
const kinds = {
  purpose: "purpose",
  title: "text",
  description: "text",
  kind: "planKind",
  status: "status",
  statusReason: "text",
  responsibleId: "text",
  unitId: "text",
  contributorIds: "list",
  ownerId: "text",
  impact: "grade",
  effort: "grade",
  budget: "money",
  startOn: "date",
  dueOn: "date",
  progress: "percent",
  periodStart: "date",
  periodEnd: "date",
  number: "text",
  dependencyIds: "list",
  "source.kind": "source",
  "source.reference": "text",
  "source.note": "text",
  "indicator.name": "text",
  "indicator.unit": "text",
  "indicator.baseline": "text",
  "indicator.target": "text",
  "indicator.latest": "text",
  "indicator.latestOn": "date",
  "checklist.title": "text",
  "checklist.isDone": "flag",
  "measurement.measuredOn": "date",
  "measurement.value": "text",
  "evidence.title": "text",
  "evidence.description": "text",
  "evidence.effectiveOn": "date",
  "evidence.file": "text",
} as const satisfies Record<string, Kind>;

export type KnownField = keyof typeof kinds;
export const knownFields = Object.keys(kinds) as KnownField[];

export function kindOf(field: string): Kind | null {
  return field in kinds ? kinds[field as KnownField] : null;
}

/** The changes worth reading, in reading order. */
export function readable<One extends FieldChange>(changes: One[]): (One & { field: KnownField })[] {
  return changes
    .filter((change): change is One & { field: KnownField } => change.field in kinds)
    .sort((one, other) => knownFields.indexOf(one.field) - knownFields.indexOf(other.field));
}

/** Fields whose earlier value can be set again with one change of the action. */
const restorable = [
  "title",
  "description",
  "startOn",
  "dueOn",
  "budget",
  "impact",
  "effort",
  "progress",
] as const;
export type Restorable = (typeof restorable)[number];

/** What to send to give a field its earlier value back; null when there is no such way. */
export function restoring({
  field,
  old,
}: FieldChange): { field: Restorable; value: string | number | null } | null {
  const known = restorable.find((one) => one === field);
  if (known === undefined) return null;
  const isNumber = known === "impact" || known === "effort" || known === "progress";
  const isNeeded = known === "title" || known === "progress";
  if (old === null) return isNeeded ? null : { field: known, value: known === "description" ? "" : null };
  return { field: known, value: isNumber ? Number(old) : old };
}
