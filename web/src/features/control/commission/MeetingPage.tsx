import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { MeetingDetailFragment } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { longDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card, Section } from "../../../ui/layout/Section";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { useHere, useOfflineReason } from "../here";
import { Attendance } from "./Attendance";
import { Decisions } from "./Decisions";
import { meetingDetail } from "./fragments";
import styles from "./Meeting.module.css";
import { MeetingState } from "./MeetingState";
import { SignedMinutes } from "./SignedMinutes";

// Forms are code of their own: most visits only read.
const MeetingForm = lazily(() => import("./MeetingForm"), "MeetingForm");
const MinutesForm = lazily(() => import("./MinutesForm"), "MinutesForm");
const HoldForm = lazily(() => import("./HoldForm"), "HoldForm");
const CancelForm = lazily(() => import("./CancelForm"), "CancelForm");

export const query = pageQuery(
  graphql(`
    query MeetingPage($id: ID!) { commissionMeeting(id: $id) { ...MeetingDetail } }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

/** A meeting of the Monitoring Commission: what about, who was there, what was decided. */
export function MeetingPage() {
  return (
    <Loaded result={query.useResult()}>
      {({ commissionMeeting }) =>
        commissionMeeting === null ? (
          <NoAccess />
        ) : (
          <Meeting meeting={readFragment(meetingDetail, commissionMeeting)} />
        )
      }
    </Loaded>
  );
}

function Meeting({ meeting }: { meeting: MeetingDetailFragment }) {
  const { t } = useI18n("control");
  const { id: tenantId, slug } = useHere();
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const { number, state, heldOn, place, agenda, cancelReason, viewerCan } = meeting;
  const mayUpdate = viewerCan.update.allowed;
  const mayRecord = viewerCan.record.allowed;
  const act = textOf(search.act);
  const leave = () => setSearch({ act: undefined });
  return (
    <Page
      title={t("meeting.named", { number, date: longDate(heldOn) })}
      crumbs={[
        { label: t("control.title"), to: `/i/${slug}/control` },
        { label: t("commission.title"), to: `/i/${slug}/control/commission` },
      ]}
    >
      <Section
        title={t("meeting.agenda")}
        actions={
          <>
            {viewerCan.hold.allowed && (
              <Button kind="filled" disabledReason={offline} onClick={() => setSearch({ act: "hold" })}>
                {t("meeting.hold")}
              </Button>
            )}
            {mayUpdate && (
              <Button disabledReason={offline} onClick={() => setSearch({ act: "edit" })}>
                {t("meeting.edit")}
              </Button>
            )}
            {viewerCan.cancel.allowed && (
              <Button disabledReason={offline} onClick={() => setSearch({ act: "cancel" })}>
                {t("meeting.cancel")}
              </Button>
            )}
          </>
        }
      >
        {viewerCan.hold.allowed && act === "hold" && (
          <Card>
            <FormPanel title={t("meeting.hold")} onClose={leave}>
              <Suspense fallback={<SkeletonLines />}>
                <HoldForm meeting={meeting} onDone={leave} />
              </Suspense>
            </FormPanel>
          </Card>
        )}
        {viewerCan.cancel.allowed && act === "cancel" && (
          <Card>
            <FormPanel title={t("meeting.cancel")} onClose={leave}>
              <Suspense fallback={<SkeletonLines />}>
                <CancelForm meeting={meeting} onDone={leave} />
              </Suspense>
            </FormPanel>
          </Card>
        )}
        <Card>
          {mayUpdate && act === "edit" ? (
            <FormPanel title={t("meeting.edit")} onClose={leave}>
              <Suspense fallback={<SkeletonLines />}>
                <MeetingForm tenantId={tenantId} meeting={meeting} onDone={leave} />
              </Suspense>
            </FormPanel>
          ) : (
            <div className="stack">
              <Facts
                facts={[
                  { label: t("meeting.state"), value: <MeetingState state={state} /> },
                  ...(cancelReason === null
                    ? []
                    : [{ label: t("meeting.cancel.reason"), value: cancelReason }]),
                  { label: t("meeting.heldOn"), value: longDate(heldOn) },
                  { label: t("meeting.place"), value: place },
                ]}
              />
              <p className={styles.lines}>{agenda}</p>
            </div>
          )}
        </Card>
      </Section>
      {state === "HELD" ? (
        <Held meeting={meeting} act={act} mayRecord={mayRecord} onLeave={leave} />
      ) : (
        state === "PLANNED" && <p className="muted">{t("meeting.planned.note")}</p>
      )}
      <ThingHistory id={meeting.id} />
    </Page>
  );
}

type HeldProps = { meeting: MeetingDetailFragment; act: string; mayRecord: boolean; onLeave: () => void };

/** What came of a meeting that took place: who was there, what was decided, what was said. */
function Held({ meeting, act, mayRecord, onLeave }: HeldProps) {
  const { t } = useI18n("control");
  const [, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const { minutes } = meeting;
  return (
    <>
      <Attendance meeting={meeting} />
      <Decisions meeting={meeting} />
      <Section
        title={t("meeting.minutes")}
        actions={
          mayRecord && (
            <Button disabledReason={offline} onClick={() => setSearch({ act: "minutes" })}>
              {t(minutes === null ? "meeting.minutes.write" : "meeting.minutes.edit")}
            </Button>
          )
        }
      >
        <Card>
          {mayRecord && act === "minutes" ? (
            <FormPanel title={t("meeting.minutes")} onClose={onLeave}>
              <Suspense fallback={<SkeletonLines />}>
                <MinutesForm meeting={meeting} onDone={onLeave} />
              </Suspense>
            </FormPanel>
          ) : minutes === null ? (
            <p className="muted">{t("meeting.minutes.empty")}</p>
          ) : (
            <p className={styles.lines}>{minutes}</p>
          )}
        </Card>
      </Section>
      <SignedMinutes meeting={meeting} />
    </>
  );
}
