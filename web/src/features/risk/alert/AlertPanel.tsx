import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import { useResult } from "../../../lib/api/pageQuery";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { StatusChip } from "../../../ui/StatusChip";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { RatingText } from "../Exposure";
import { useHere, useOfflineReason } from "../here";
import { riskScales, type Scales, scaleOf } from "../scale";
import { alertLook } from "../words";
import styles from "./AlertPanel.module.css";
import { type Alert, alertCore } from "./fragments";
import { RejectDialog } from "./RejectDialog";

const AnalyseForm = lazily(() => import("./AnalyseForm"), "AnalyseForm");
const AcceptForm = lazily(() => import("./AcceptForm"), "AcceptForm");

const One = graphql(`
  query RiskAlertPanel($id: ID!) {
    riskAlert(id: $id) {
      id
      code
      title
      ...AlertCore_alert
      tenant { id riskSetting { ...RiskScales_setting } }
    }
  }
`);

/** One alert beside the list: what was said, how far it is, and what may be done about it. */
export function AlertPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useI18n("risk");
  const result = useResult(One, { id });
  const found = result.data?.riskAlert;
  return (
    <FormPanel title={found ? `${found.code} ${found.title}` : t("alert")} onClose={onClose}>
      <Loaded result={result} skeleton={<SkeletonLines count={6} />}>
        {({ riskAlert }) =>
          riskAlert === null ? (
            <NoAccess />
          ) : (
            <Shown
              alert={readFragment(alertCore, riskAlert)}
              scales={readFragment(riskScales, riskAlert.tenant.riskSetting)}
            />
          )
        }
      </Loaded>
    </FormPanel>
  );
}

function Shown({ alert, scales }: { alert: Alert; scales: Scales }) {
  const { t } = useI18n("risk");
  const { slug } = useHere();
  const { longDate } = useFormat();
  const day = (instant: string) => longDate(dateInBucharest(new Date(instant)));
  const text = (said: string | null) => (said ? <span className={styles.text}>{said}</span> : null);
  const { risk, raisedBy, analysedBy, analysedAt, decidedBy, decidedAt } = alert;
  return (
    <div className="stack">
      <p className="row">
        <StatusChip status={alertLook[alert.status]} label={t(`alert.status.${alert.status}`)} />
        <span className="small muted">
          {t("alert.raisedBy", { who: raisedBy.displayName, date: day(alert.raisedAt) })}
        </span>
      </p>
      <Facts
        facts={[
          { label: t("alert.description"), value: text(alert.description) },
          ...(alert.causes === "" ? [] : [{ label: t("causes"), value: text(alert.causes) }]),
          ...(alert.consequences === ""
            ? []
            : [{ label: t("consequences"), value: text(alert.consequences) }]),
          { label: t("unit"), value: localName(alert.unit) },
          {
            label: t("alert.rating"),
            value: <RatingText scale={scaleOf(scales, alert.scale)} rating={alert.rating} />,
          },
          ...(alert.analysis === null
            ? []
            : [
                { label: t("analysis"), value: text(alert.analysis) },
                {
                  label: t("decision"),
                  value: alert.decision && t(`decision.${alert.decision}`),
                },
              ]),
          ...(analysedBy === null || analysedAt === null
            ? []
            : [
                {
                  label: t("analysis.by"),
                  value: t("alert.whoAndWhen", { who: analysedBy.displayName, date: day(analysedAt) }),
                },
              ]),
          ...(alert.reason === null ? [] : [{ label: t("reject.reason"), value: text(alert.reason) }]),
          ...(risk === null
            ? []
            : [
                {
                  label: t("alert.risk"),
                  value: (
                    <Link to={`/i/${slug}/risks/${risk.id}`}>
                      {risk.code} {risk.title}
                    </Link>
                  ),
                },
              ]),
          ...(decidedBy === null || decidedAt === null
            ? []
            : [
                {
                  label: t("decided.by"),
                  value: t("alert.whoAndWhen", { who: decidedBy.displayName, date: day(decidedAt) }),
                },
              ]),
        ]}
      />
      <Acts alert={alert} scales={scales} />
      <ThingHistory id={alert.id} />
    </div>
  );
}

/** What the reader may do about it now; what waits for another step says so. */
function Acts({ alert, scales }: { alert: Alert; scales: Scales }) {
  const { t } = useI18n("risk");
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const [isRejecting, setRejecting] = useState(false);
  const { analyse, accept, reject } = alert.viewerCan;
  const act = textOf(search.act);
  const leave = () => setSearch({ act: undefined });
  if (!analyse.allowed && !accept.allowed && !reject.allowed) return null;
  if (analyse.allowed && act === "analyse") {
    return (
      <Suspense fallback={<SkeletonLines />}>
        <AnalyseForm alert={alert} onDone={leave} />
      </Suspense>
    );
  }
  if (accept.allowed && act === "accept") {
    return (
      <Suspense fallback={<SkeletonLines />}>
        <AcceptForm alert={alert} scales={scales} onDone={leave} />
      </Suspense>
    );
  }
  const isWaiting = alert.status === "RAISED";
  return (
    <div className="row">
      {!isWaiting && (
        <>
          <Button
            kind="filled"
            disabledReason={accept.allowed ? offline : accept.reason}
            onClick={() => setSearch({ act: "accept" })}
          >
            {t("accept.title")}
          </Button>
          {reject.allowed && (
            <Button disabledReason={offline} onClick={() => setRejecting(true)}>
              {t("reject.title")}
            </Button>
          )}
        </>
      )}
      {analyse.allowed && (
        <Button
          kind={isWaiting ? "filled" : "plain"}
          disabledReason={offline}
          onClick={() => setSearch({ act: "analyse" })}
        >
          {t(isWaiting ? "analyse.title" : "analyse.again")}
        </Button>
      )}
      {isRejecting && <RejectDialog alert={alert} onClose={() => setRejecting(false)} />}
    </div>
  );
}
