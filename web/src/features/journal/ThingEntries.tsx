import { graphql } from "../../gql";
import { useResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { Loaded } from "../../ui/state/Loaded";
import { History } from "./History";

const HistoryOfThing = graphql(`
  query HistoryOfThing($id: ID!, $after: String) {
    node(id: $id) {
      id
      ... on Tenant { history(first: 50, after: $after) { ...History_entries } }
      ... on Unit { history(first: 50, after: $after) { ...History_entries } }
      ... on Membership { history(first: 50, after: $after) { ...History_entries } }
      ... on ControlCampaign { history(first: 50, after: $after) { ...History_entries } }
      ... on ControlQuestionnaire { history(first: 50, after: $after) { ...History_entries } }
      ... on ControlDelegation { history(first: 50, after: $after) { ...History_entries } }
      ... on SensitiveFunction { history(first: 50, after: $after) { ...History_entries } }
      ... on CommissionMeeting { history(first: 50, after: $after) { ...History_entries } }
      ... on Commission { history(first: 50, after: $after) { ...History_entries } }
      ... on ControlIndicator { history(first: 50, after: $after) { ...History_entries } }
      ... on ControlActivity { history(first: 50, after: $after) { ...History_entries } }
      ... on ControlObjective { history(first: 50, after: $after) { ...History_entries } }
      ... on Risk { history(first: 50, after: $after) { ...History_entries } }
      ... on RiskAlert { history(first: 50, after: $after) { ...History_entries } }
      ... on AnnualControlReport { history(first: 50, after: $after) { ...History_entries } }
      ... on ControlTemplate { history(first: 50, after: $after) { ...History_entries } }
      ... on CafAssessment { history(first: 50, after: $after) { ...History_entries } }
      ... on CafReport { history(first: 50, after: $after) { ...History_entries } }
      ... on SavedView { history(first: 50, after: $after) { ...History_entries } }
    }
  }
`);

/** The entries of one thing. */
export function ThingEntries({ id }: { id: string }) {
  const { t } = useI18n("journal");
  const result = useResult(HistoryOfThing, { id });
  return (
    <Loaded result={result}>
      {({ node }) =>
        node !== null && "history" in node && node.history !== undefined ? (
          <History entries={node.history} of="thing" onMore={result.more} />
        ) : (
          <p className="muted">{t("thing.none")}</p>
        )
      }
    </Loaded>
  );
}
