/** An object that something points to, as far as its address needs it. */
export type Subject = { __typename: string; id: string };

/** Where an object of an institution is shown; the institution itself when it has no page of its own. */
export function addressOf(subject: Subject, tenantSlug: string): string {
  const base = `/i/${tenantSlug}`;
  switch (subject.__typename) {
    case "Plan":
      return `${base}/plans/${subject.id}`;
    case "PlanAction":
      return `${base}/actions/${subject.id}`;
    case "Membership":
      return `${base}/admin/people?edit=${subject.id}`;
    case "Invitation":
      return `${base}/admin/people?who=invitations`;
    case "Unit":
      return `${base}/admin/units?edit=${subject.id}`;
    case "Risk":
      return `${base}/risks/${subject.id}`;
    case "RiskAlert":
      return `${base}/risks/alerts?open=${subject.id}`;
    case "ControlCampaign":
    case "ControlQuestionnaire":
    case "CriterionAnswer":
    case "AnnualControlReport":
      return `${base}/control`;
    case "ControlObjective":
    case "ControlActivity":
    case "ControlIndicator":
      return `${base}/control/objectives?open=${subject.id}`;
    case "Commission":
      return `${base}/control/commission`;
    case "CommissionMeeting":
      return `${base}/control/commission/${subject.id}`;
    case "SensitiveFunction":
      return `${base}/control/inventories/functions?edit=${subject.id}`;
    case "ControlDelegation":
      return `${base}/control/inventories/delegations?edit=${subject.id}`;
    default:
      return base;
  }
}
