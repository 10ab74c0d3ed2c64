import { Suspense } from "react";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useOfflineReason } from "../here";
import { AskDay } from "../register/AskDay";
import { riskScales, scaleOf } from "../scale";
import styles from "./SettingLine.module.css";

// The form is code of its own: it is used once a year.
const SettingForm = lazily(() => import("./SettingForm"), "SettingForm");

const setting = graphql(`
  fragment SettingLine_tenant on Tenant {
    id
    riskSetting {
      ...RiskScales_setting
      ...SettingForm_setting
      tolerance { limit approvedBy { id displayName } approvedOn }
      viewerCanManage { allowed }
    }
  }
`);

/** By which scale the institution measures and what it tolerates; the way to another day, and to change both. */
export function SettingLine({ tenant }: { tenant: FragmentType<typeof setting> }) {
  const { t } = useI18n("risk");
  const { longDate } = useFormat();
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const { id, riskSetting } = useFragment(setting, tenant);
  const { tolerance, viewerCanManage } = riskSetting;
  const scale = scaleOf(readFragment(riskScales, riskSetting));
  const isEditing = viewerCanManage.allowed && textOf(search.act) === "setting";
  const leave = () => setSearch({ act: undefined });
  const approved = tolerance && {
    limit: tolerance.limit,
    date: longDate(tolerance.approvedOn),
  };
  return (
    <>
      <div className={styles.line}>
        <p>
          {t("setting.scale", { points: scale.points })}{" "}
          {approved === null
            ? t("setting.noTolerance")
            : tolerance?.approvedBy
              ? t("setting.tolerance.by", { ...approved, who: tolerance.approvedBy.displayName })
              : t("setting.tolerance", approved)}
        </p>
        {viewerCanManage.allowed && (
          <Button
            small
            expanded={isEditing}
            disabledReason={offline}
            onClick={() => setSearch({ act: isEditing ? undefined : "setting" })}
          >
            {t("setting.title")}
          </Button>
        )}
      </div>
      {tolerance === null && viewerCanManage.allowed && !isEditing && (
        <Banner tone="warn">{t("setting.needed")}</Banner>
      )}
      {isEditing && (
        <Card>
          <FormPanel title={t("setting.title")} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <SettingForm tenantId={id} setting={riskSetting} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      <details className="no-print">
        <summary>{t("past.other")}</summary>
        <AskDay day={null} />
      </details>
    </>
  );
}
