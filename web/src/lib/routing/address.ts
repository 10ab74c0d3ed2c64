/** An object that something points to, as far as its address needs it. */
export type Subject = {
  __typename: string;
  id: string;
  /** Of a self-assessment, or of what is due after it. */
  year?: number;
  /** What is due, of a deadline of internal control. */
  paper?: string;
  /** Of a questionnaire or report. */
  campaign?: { year: number };
  /** Of an answer to a criterion. */
  questionnaire?: { id: string; campaign: { year: number } };
  criterion?: { code: string };
};

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
    case "ControlQuestionnaire":
      if (subject.campaign === undefined) return `${base}/control`;
      return `${base}/control/${subject.campaign.year}/questionnaires/${subject.id}`;
    case "ControlCampaign":
      return subject.year === undefined ? `${base}/control` : `${base}/control?year=${subject.year}`;
    case "CriterionAnswer":
      return addressOfAnswer(subject, base);
    case "AnnualControlReport":
      if (subject.campaign === undefined) return `${base}/control`;
      return `${base}/control/${subject.campaign.year}/report`;
    case "ControlTemplate":
      return `${base}/control/criteria`;
    case "ControlObjective":
    case "ControlActivity":
    case "ControlIndicator":
      return `${base}/control/objectives?open=${subject.id}`;
    case "Commission":
      return `${base}/control/commission`;
    case "CommissionMeeting":
      return `${base}/control/commission/${subject.id}`;
    case "ControlDeadline":
      return addressOfPaper(subject, `${base}/control`, base);
    case "SensitiveFunction":
      return `${base}/control/inventories/functions?edit=${subject.id}`;
    case "ControlDelegation":
      return `${base}/control/inventories/delegations?edit=${subject.id}`;
    case "CafAssessment":
      return `${base}/caf/${subject.id}`;
    default:
      return base;
  }
}

/** Where what is due is worked on. */
function addressOfPaper({ paper, year }: Subject, control: string, base: string): string {
  switch (paper) {
    case "PROGRAMME":
      return year === undefined ? control : `${control}/${year}/forms`;
    case "RISKS":
      return `${base}/risks`;
    case "PERFORMANCE":
      return `${control}/objectives`;
    case "SYNTHESIS":
      return year === undefined ? control : `${control}/${year}/synthesis`;
    case "REPORT":
      return year === undefined ? control : `${control}/${year}/report`;
    default:
      return year === undefined ? control : `${control}?year=${year}`;
  }
}

function addressOfAnswer({ questionnaire, criterion }: Subject, base: string): string {
  if (questionnaire === undefined) return `${base}/control`;
  const place = `${base}/control/${questionnaire.campaign.year}/questionnaires/${questionnaire.id}`;
  return criterion === undefined ? place : `${place}?item=${criterion.code}`;
}
