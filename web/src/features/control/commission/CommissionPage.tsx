import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { CommissionPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { longDate, todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card, Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { ControlTabs } from "../ControlTabs";
import { useOfflineReason } from "../here";
import { validity } from "../validity";
import { commissionDetail } from "./fragments";
import { MeetingList } from "./MeetingList";
import { MemberList } from "./MemberList";

// Forms are code of their own: most visits only read.
const DecisionForm = lazily(() => import("./CommissionForm"), "CommissionForm");

export const query = pageQuery(
  graphql(`
    query CommissionPage($id: ID!, $after: String) {
      tenant(id: $id) {
        id
        viewerCan { readControl { allowed } manageCommission { allowed reason } }
        monitoringCommission { ...CommissionDetail }
        commissionMeetings(first: 50, after: $after) {
          totalCount
          nodes { id ...MeetingRow }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<CommissionPageQuery["tenant"]>;

/** The Monitoring Commission: the act that set it up, who is in it, and its meetings. */
export function CommissionPage() {
  const { t } = useI18n("control");
  const result = query.useResult();
  return (
    <Page title={t("commission.title")}>
      <ControlTabs />
      <p>{t("commission.intro")}</p>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : (
            <Commission tenant={tenant} onMore={(cursor) => void result.more(cursor)} />
          )
        }
      </Loaded>
    </Page>
  );
}

type Props = { tenant: Tenant; onMore: (cursor: string | null) => void };

function Commission({ tenant, onMore }: Props) {
  const { t } = useI18n("control");
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const mayManage = tenant.viewerCan.manageCommission.allowed;
  const commission = readFragment(commissionDetail, tenant.monitoringCommission);
  const isEditing = mayManage && textOf(search.act) === "decision";
  const leave = () => setSearch({ act: undefined });
  const form = isEditing && (
    <Card>
      <FormPanel title={t("commission.decision.edit")} onClose={leave}>
        <Suspense fallback={<SkeletonLines />}>
          <DecisionForm tenantId={tenant.id} commission={commission} onDone={leave} />
        </Suspense>
      </FormPanel>
    </Card>
  );
  if (commission === null) {
    return (
      form || (
        <Empty
          text={t(mayManage ? "commission.empty.manage" : "commission.empty")}
          action={
            mayManage && (
              <Button kind="filled" disabledReason={offline} onClick={() => setSearch({ act: "decision" })}>
                {t("commission.decision.add")}
              </Button>
            )
          }
        />
      )
    );
  }
  const day = todayInBucharest();
  const today = commission.members.filter((one) => validity(one, day) === "inForce");
  const named = (role: "CHAIR" | "SECRETARY") =>
    today
      .filter((one) => one.role === role)
      .map(({ member }) => member.displayName)
      .join("; ") || null;
  return (
    <>
      <Section
        title={t("commission.decision")}
        actions={
          mayManage && (
            <Button disabledReason={offline} onClick={() => setSearch({ act: "decision" })}>
              {t("commission.decision.edit")}
            </Button>
          )
        }
      >
        <Card>
          <Facts
            facts={[
              {
                label: t("commission.decision.number"),
                value: t("commission.decision.named", {
                  number: commission.decisionNumber,
                  date: longDate(commission.decisionOn),
                }),
              },
              { label: t("commission.role.CHAIR"), value: named("CHAIR") ?? t("commission.chair.none") },
              { label: t("commission.role.SECRETARY"), value: named("SECRETARY") },
            ]}
          />
        </Card>
        {form}
      </Section>
      <MemberList tenantId={tenant.id} commission={commission} mayManage={mayManage} />
      <MeetingList
        tenantId={tenant.id}
        meetings={tenant.commissionMeetings}
        mayManage={mayManage}
        onMore={onMore}
      />
      <ThingHistory id={commission.id} />
    </>
  );
}
