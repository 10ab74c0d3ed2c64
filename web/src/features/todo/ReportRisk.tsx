import { currentTenant } from "../../lib/currentPlace";
import { useI18n } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { useIsNarrow } from "../../lib/useMedia";
import { useViewer } from "../../lib/viewer";
import { ButtonLink } from "../../ui/Button";
import { IconFlag } from "../../ui/icons";

/** On a phone the bar has no room for it, so the way to report a risk stands on the first page. */
export function ReportRisk() {
  const { t } = useI18n("todo");
  const isNarrow = useIsNarrow();
  const last = useStore(currentTenant);
  const active = useViewer()?.memberships.filter(({ isActive }) => isActive) ?? [];
  const here = active.find(({ tenant }) => tenant.slug === last) ?? active[0];
  if (!isNarrow || !here?.tenant.viewerCan.raiseRiskAlert.allowed) return null;
  return (
    <ButtonLink icon={IconFlag} to={`/i/${here.tenant.slug}/risks/alerts/new`}>
      {t("reportRisk")}
    </ButtonLink>
  );
}
