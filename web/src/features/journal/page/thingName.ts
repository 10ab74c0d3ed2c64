import { type FragmentType, graphql, useFragment as readFragment } from "../../../gql";
import { shortDate } from "../../../lib/format/date";
import { localName } from "../../../lib/viewer";

const thing = graphql(`
  fragment ThingName_thing on Node {
    __typename
    ... on Plan { code title }
    ... on PlanAction { code title }
    ... on Unit { nameRo nameEn }
    ... on Membership { displayName }
    ... on Invitation { displayName }
    ... on SavedView { name }
    ... on CustomRole { name }
    ... on Tenant { nameRo nameEn }
    ... on RetentionClass { code name }
    ... on Disposal { title }
    ... on Evidence { title }
    ... on ControlCampaign { year }
    ... on ControlQuestionnaire { unit { id nameRo nameEn } campaign { id year } }
    ... on CriterionAnswer { criterion { code } questionnaire { id unit { id nameRo nameEn } campaign { id year } } }
    ... on AnnualControlReport { campaign { id year } }
    ... on ControlTemplate { number }
    ... on ControlObjective { code title }
    ... on ControlActivity { code title }
    ... on ControlIndicator { name }
    ... on CommissionMeeting { number heldOn }
    ... on SensitiveFunction { name }
    ... on ControlDelegation { number powers }
    ... on Risk { code title }
    ... on RiskAlert { code title }
  }
`);

/** What a thing of the journal is called now; nothing when it has gone or has no name. */
export function thingName(given: FragmentType<typeof thing> | null | undefined): string | null {
  const data = readFragment(thing, given ?? null);
  switch (data?.__typename) {
    case "Plan":
    case "PlanAction":
    case "ControlObjective":
    case "ControlActivity":
    case "Risk":
    case "RiskAlert":
      return `${data.code} ${data.title}`;
    case "RetentionClass":
      return `${data.code} ${data.name}`;
    case "Disposal":
    case "Evidence":
      return data.title;
    case "CommissionMeeting":
      return `${data.number}, ${shortDate(data.heldOn)}`;
    case "ControlDelegation":
      return `${data.number}. ${data.powers}`;
    case "ControlCampaign":
      return String(data.year);
    case "AnnualControlReport":
      return String(data.campaign.year);
    case "ControlTemplate":
      return String(data.number);
    case "ControlQuestionnaire":
      return `${localName(data.unit)}, ${data.campaign.year}`;
    case "CriterionAnswer":
      return `${data.criterion.code}, ${localName(data.questionnaire.unit)}`;
    case "Unit":
    case "Tenant":
      return localName(data);
    case "Membership":
    case "Invitation":
      return data.displayName;
    case "SavedView":
    case "CustomRole":
    case "ControlIndicator":
    case "SensitiveFunction":
      return data.name;
    default:
      return null;
  }
}
