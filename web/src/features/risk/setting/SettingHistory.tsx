import { graphql } from "../../../gql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { Loaded } from "../../../ui/state/Loaded";
import { History } from "../../journal/History";

const HistoryOfSetting = graphql(`
  query RiskSettingHistory($id: ID!, $after: String) {
    tenant(id: $id) { id riskSetting { history(first: 50, after: $after) { ...History_entries } } }
  }
`);

/** Who decided the scale and the tolerance, and what held before. */
export function SettingHistory({ tenantId }: { tenantId: string }) {
  const { t } = useI18n("risk");
  const result = useResult(HistoryOfSetting, { id: tenantId });
  return (
    <details className="no-print">
      <summary>{t("setting.history")}</summary>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant && <History entries={tenant.riskSetting.history} of="thing" onMore={result.more} />
        }
      </Loaded>
    </details>
  );
}
