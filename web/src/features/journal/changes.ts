/** Journal changes as people read them: which fields are shown, under which name, with which kind of value. */

export type FieldChange = { field: string; old: string | null; new: string | null };

type Kind =
  | "text"
  | "rich"
  | "date"
  | "money"
  | "percent"
  | "status"
  | "source"
  | "grade"
  | "flag"
  | "list"
  | "kind"
  | "purpose"
  | "instant"
  | "roles"
  | "fault"
  | "verification"
  | "escalations"
  | "subjects"
  | "imported"
  | "answer"
  | "riskScale"
  | "strategy"
  | "decision"
  | "assurance"
  | "programme"
  | "commissionRole"
  | "meetingState"
  | "exposureLevel"
  | "direction";

/** Fields people read about, in reading order. What is missing (ranks, hashes) is machinery. */
const kinds = {
  purpose: "purpose",
  title: "text",
  description: "rich",
  kind: "kind",
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
  retentionClassId: "text",
  "evidence.keptUntil": "date",
  retentionTerm: "text",
  inForceFrom: "date",
  inForceUntil: "date",
  needsConfirmation: "flag",
  documentIds: "list",
  minutesNumber: "text",
  minutesOn: "date",
  confirmationNumber: "text",
  confirmationOn: "date",
  displayName: "text",
  roles: "roles",
  expiresOn: "date",
  expiresAt: "instant",
  isEnded: "flag",
  nameRo: "text",
  nameEn: "text",
  shortName: "text",
  code: "text",
  parentId: "text",
  isFirstLevel: "flag",
  isRetired: "flag",
  name: "text",
  isShared: "flag",
  permissions: "text",
  day: "date",
  note: "text",
  verification: "verification",
  superiorId: "text",
  secondFactorFrom: "date",
  dueSoonDays: "text",
  isMailPaused: "flag",
  escalations: "escalations",
  erasedCount: "text",
  releasedAt: "instant",
  "verified.position": "text",
  "verified.fault": "fault",
  "filter.from": "date",
  "filter.to": "date",
  "filter.actorId": "text",
  "filter.kinds": "text",
  "filter.subjectKinds": "subjects",
  year: "text",
  unitIds: "list",
  delegateId: "text",
  remark: "text",
  answer: "answer",
  explanation: "text",
  proof: "text",
  isTakenOver: "flag",
  causes: "text",
  consequences: "text",
  objectiveId: "text",
  activityId: "text",
  riskScale: "riskScale",
  probability: "grade",
  inherentProbability: "grade",
  inherentImpact: "grade",
  residualProbability: "grade",
  residualImpact: "grade",
  residualReason: "text",
  strategy: "strategy",
  nextReviewOn: "date",
  lastReviewOn: "date",
  remarks: "text",
  analysis: "text",
  decision: "decision",
  reason: "text",
  riskId: "text",
  toleranceLimit: "grade",
  toleranceApprovedById: "text",
  toleranceApprovedOn: "date",
  standard: "text",
  assurance: "assurance",
  basis: "text",
  hasSelfControl: "flag",
  isRiskBased: "flag",
  isCommissionFunctional: "flag",
  programme: "programme",
  isRiskManaged: "flag",
  result: "text",
  resources: "text",
  relevance: "text",
  isProcedural: "flag",
  procedureCode: "text",
  procedureApprovedOn: "date",
  measuredIn: "text",
  direction: "direction",
  baseline: "text",
  target: "text",
  "measurement.note": "text",
  proceduralActivityCount: "grade",
  procedureCount: "grade",
  hasMonitoring: "flag",
  hasObjectives: "flag",
  measures: "text",
  decisionNumber: "text",
  decisionOn: "date",
  memberId: "text",
  commissionRole: "commissionRole",
  validFrom: "date",
  validUntil: "date",
  meetingState: "meetingState",
  heldOn: "date",
  place: "text",
  agenda: "text",
  presentIds: "list",
  representedIds: "list",
  absentIds: "list",
  minutes: "text",
  text: "text",
  factors: "text",
  exposureLevel: "exposureLevel",
  holderId: "text",
  heldSince: "date",
  powers: "text",
  delegatorId: "text",
  act: "text",
  limits: "text",
  isRevoked: "flag",
  "criteria.labelRo": "text",
  "criteria.labelEn": "text",
  imported: "imported",
  rowCount: "grade",
  deadlineProgramme: "text",
  deadlineRisks: "text",
  deadlinePerformance: "text",
  deadlineQuestionnaires: "text",
  deadlineSynthesis: "text",
  deadlineReport: "text",
} as const satisfies Record<string, Kind>;

export type KnownField = keyof typeof kinds;

/** Fields that are called as the forms of plans and actions call them; all others have their name here. */
const ofPlans = [
  "purpose",
  "title",
  "description",
  "kind",
  "status",
  "statusReason",
  "responsibleId",
  "unitId",
  "contributorIds",
  "ownerId",
  "impact",
  "effort",
  "budget",
  "startOn",
  "dueOn",
  "progress",
  "periodStart",
  "periodEnd",
  "number",
  "dependencyIds",
  "source.kind",
  "source.reference",
  "source.note",
  "indicator.name",
  "indicator.unit",
  "indicator.baseline",
  "indicator.target",
  "indicator.latest",
  "indicator.latestOn",
  "checklist.title",
  "checklist.isDone",
  "measurement.measuredOn",
  "measurement.value",
  "evidence.title",
  "evidence.description",
  "evidence.effectiveOn",
  "evidence.file",
] as const satisfies KnownField[];
export type PlanField = (typeof ofPlans)[number];

export function isPlanField(field: KnownField): field is PlanField {
  return (ofPlans as readonly KnownField[]).includes(field);
}

export const knownFields = Object.keys(kinds) as KnownField[];

export function kindOf(field: string): Kind | null {
  return field in kinds ? kinds[field as KnownField] : null;
}

/** The changes worth reading, in reading order. */
export function readable<One extends FieldChange>(changes: One[]): (One & { field: KnownField })[] {
  return changes
    .map(ofCriterion)
    .filter((change): change is One & { field: KnownField } => change.field in kinds)
    .sort((one, other) => knownFields.indexOf(one.field) - knownFields.indexOf(other.field));
}

/** The wording of a criterion is journaled under its code: one name for all of them, the code stands with the text. */
function ofCriterion<One extends FieldChange>(change: One): One {
  const found = /^criteria\.(\d+\.\d+)\.(label(?:Ro|En))$/.exec(change.field);
  if (found === null) return change;
  const [, code, label] = found;
  const named = (text: string | null) => (text === null ? null : `${code} ${text}`);
  return { ...change, field: `criteria.${label}`, old: named(change.old), new: named(change.new) };
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
