import type {
  CalendarDayKind,
  CommissionMeetingState,
  CommissionRole,
  ControlAssurance,
  ControlProgrammeState,
  CriterionAnswerValue,
  EscalationRecipient,
  ExposureLevel,
  ImportKind,
  IndicatorDirection,
  RiskAlertDecision,
  RiskScaleCode,
  RiskStrategy,
  Verification,
} from "../../gql/graphql";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { purposes } from "../../lib/purpose";
import { plainText } from "../../ui/text/parse";
import { actionStatuses, planKinds, planStatuses, sourceKinds } from "../plan/words";
import { tenantKinds, unitKinds } from "../tenancy/kinds";
import { roles } from "../tenancy/people/roles";
import { kindOf } from "./changes";
import { subjectKinds } from "./page/subjects";

const dayKinds = ["FREE", "WORKED"] as const satisfies CalendarDayKind[];
const verifications = ["CONFIRMED", "RECALLED", "DEMO", "DECLARED"] as const satisfies Verification[];
const recipients = ["HEAD_OF_UNIT", "HEAD_OF_INSTITUTION"] as const satisfies EscalationRecipient[];
const imports = ["INSTITUTIONS", "UNITS", "PEOPLE", "ACTIONS"] as const satisfies ImportKind[];
const handed = ["OPEN", "SUBMITTED", "RETURNED", "LOCKED"] as const;
const answers = ["YES", "NO", "NOT_APPLICABLE"] as const satisfies CriterionAnswerValue[];
const riskScales = ["SCALE5", "SCALE3"] as const satisfies RiskScaleCode[];
const strategies = ["ACCEPT", "MONITOR", "AVOID", "TRANSFER", "TREAT"] as const satisfies RiskStrategy[];
const decisions = ["ESCALATE", "IRRELEVANT", "RETAIN"] as const satisfies RiskAlertDecision[];
const alerts = ["RAISED", "ANALYSED", "ACCEPTED"] as const;
const assurances = ["FULL", "PARTIAL", "NONE"] as const satisfies ControlAssurance[];
const programmes = ["YES", "PARTLY", "NO"] as const satisfies ControlProgrammeState[];
const seats = ["CHAIR", "SECRETARY", "MEMBER"] as const satisfies CommissionRole[];
const meetings = ["PLANNED", "HELD", "CANCELLED"] as const satisfies CommissionMeetingState[];
const exposures = ["LOW", "MEDIUM", "HIGH"] as const satisfies ExposureLevel[];
const directions = ["UP", "DOWN"] as const satisfies IndicatorDirection[];
const faults = ["GAP", "CHANGED", "HEAD", "REWRITTEN", "FORGED"] as const;

/** Values of the journal as people read them. */
export function useChangeWords(): (field: string, value: string | null) => string {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const { t: tenancy } = useI18n("tenancy");
  const { t: journal } = useI18n("journal");
  const { shortDate, shortInstant, money, number, percent } = useFormat();
  return (field, value) => {
    if (value === null || value === "") return t("history.empty");
    switch (kindOf(field)) {
      case "rich":
        return plainText(value);
      case "date":
        return /^\d{4}-\d{2}-\d{2}$/.test(value) ? shortDate(value) : value;
      case "money":
        return money(value);
      case "percent":
        return percent(Number(value));
      case "flag":
        return value === "true" ? t("history.yes") : t("history.no");
      case "grade":
        return number(value);
      case "kind": {
        const ofPlan = planKinds.find((one) => one === value);
        if (ofPlan) return t(`kind.${ofPlan}`);
        const ofUnit = unitKinds.find((one) => one === value);
        if (ofUnit) return tenancy(`unitKind.${ofUnit}`);
        const ofTenant = tenantKinds.find((one) => one === value);
        if (ofTenant) return tenancy(`kind.${ofTenant}`);
        const ofDay = dayKinds.find((one) => one === value);
        return ofDay ? journal(`day.${ofDay}`) : value;
      }
      case "purpose": {
        const known = purposes.find((one) => one === value);
        return known ? t(`purpose.${known}`) : value;
      }
      case "source": {
        const known = sourceKinds.find((one) => one === value);
        return known ? t(`source.${known}`) : value;
      }
      case "status": {
        const known = actionStatuses.find((one) => one === value);
        if (known) return t(`status.${known}`);
        const ofPlan = planStatuses.find((one) => one === value);
        if (ofPlan) return ui(`status.${ofPlan}`);
        const ofPaper = handed.find((one) => one === value);
        if (ofPaper) return journal(`handed.${ofPaper}`);
        const ofAlert = alerts.find((one) => one === value);
        return ofAlert ? journal(`alert.${ofAlert}`) : value;
      }
      case "instant":
        return shortInstant(value);
      case "roles":
        return listIn(value)
          .map((code) => {
            const known = roles.find((one) => one === code);
            return known ? tenancy(`role.${known}`) : code;
          })
          .join(", ");
      case "verification": {
        const known = verifications.find((one) => one === value);
        return known ? tenancy(`verification.${known}`) : value;
      }
      case "escalations":
        return listIn(value)
          .map((rule) => {
            const [days, recipient] = rule.split(" ");
            const known = recipients.find((one) => one === recipient);
            return known
              ? journal("escalation", { count: Number(days), who: journal(`recipient.${known}`) })
              : rule;
          })
          .join("; ");
      case "subjects":
        return value
          .split(", ")
          .map((code) => {
            const known = subjectKinds.find((one) => one === code);
            return known ? journal(`subject.${known}`) : code;
          })
          .join(", ");
      case "imported": {
        const known = imports.find((one) => one === value);
        return known ? journal(`imported.${known}`) : value;
      }
      case "answer": {
        const known = answers.find((one) => one === value);
        return known ? journal(`answer.${known}`) : value;
      }
      case "riskScale": {
        const known = riskScales.find((one) => one === value);
        return known ? journal(`riskScale.${known}`) : value;
      }
      case "strategy": {
        const known = strategies.find((one) => one === value);
        return known ? journal(`strategy.${known}`) : value;
      }
      case "decision": {
        const known = decisions.find((one) => one === value);
        return known ? journal(`decision.${known}`) : value;
      }
      case "assurance": {
        const known = assurances.find((one) => one === value);
        return known ? journal(`assurance.${known}`) : value;
      }
      case "programme": {
        const known = programmes.find((one) => one === value);
        return known ? journal(`programme.${known}`) : value;
      }
      case "commissionRole": {
        const known = seats.find((one) => one === value);
        return known ? journal(`commissionRole.${known}`) : value;
      }
      case "meetingState": {
        const known = meetings.find((one) => one === value);
        return known ? journal(`meetingState.${known}`) : value;
      }
      case "exposureLevel": {
        const known = exposures.find((one) => one === value);
        return known ? journal(`exposureLevel.${known}`) : value;
      }
      case "direction": {
        const known = directions.find((one) => one === value);
        return known ? journal(`direction.${known}`) : value;
      }
      case "fault": {
        const known = faults.find((one) => one === value);
        return known ? journal(`fault.${known}`) : value;
      }
      default:
        return value;
    }
  };
}

/** The codes of a list: of roles with their units, of rules. */
function listIn(value: string): string[] {
  try {
    const codes: unknown = JSON.parse(value);
    return Array.isArray(codes) ? codes.map((code) => String(Array.isArray(code) ? code[0] : code)) : [value];
  } catch {
    return [value];
  }
}
