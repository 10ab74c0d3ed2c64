import { graphql } from "../../../gql";
import type { MeetingDetailFragment } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { loadTexts, useI18n } from "../../../lib/i18n";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";

/** Evidence is a feature of its own: its code and its texts come when it is first shown. */
const EvidenceSection = lazily(async () => {
  const [section] = await Promise.all([import("../../document/EvidenceSection"), loadTexts("document")]);
  return section;
}, "EvidenceSection");

const Signed = graphql(`
  query MeetingEvidence($id: ID!) {
    commissionMeeting(id: $id) {
      id
      evidence(first: 100) { ...EvidenceSection_evidence }
    }
  }
`);

/** The minutes as they were signed, as documents. */
export function SignedMinutes({ meeting }: { meeting: MeetingDetailFragment }) {
  const { t } = useI18n("control");
  return (
    <Loaded result={useResult(Signed, { id: meeting.id })}>
      {({ commissionMeeting }) =>
        commissionMeeting === null ? null : (
          <EvidenceSection
            title={t("meeting.signed")}
            evidence={commissionMeeting.evidence}
            subjectId={meeting.id}
            canAttach={meeting.viewerCan.attachEvidence}
          />
        )
      }
    </Loaded>
  );
}
