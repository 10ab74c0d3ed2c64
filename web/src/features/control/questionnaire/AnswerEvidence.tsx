import { graphql } from "../../../gql";
import { useResult } from "../../../lib/api/pageQuery";
import { loadTexts, useI18n } from "../../../lib/i18n";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";

/** Evidence is a feature of its own: its code and its texts come when it is first shown. */
const EvidenceSection = lazily(async () => {
  const [section] = await Promise.all([import("../../document/EvidenceSection"), loadTexts("document")]);
  return section;
}, "EvidenceSection");

const EvidenceQuery = graphql(`
  query CriterionEvidence($id: ID!) {
    node(id: $id) {
      id
      ... on CriterionAnswer {
        evidence(first: 100) { ...EvidenceSection_evidence }
        viewerCan { attachEvidence { allowed reason } }
      }
    }
  }
`);

/** The evidence attached to one answer. */
export function AnswerEvidence({ answerId, code }: { answerId: string; code: string }) {
  const { t } = useI18n("control");
  const result = useResult(EvidenceQuery, { id: answerId });
  return (
    <Loaded result={result}>
      {({ node }) =>
        node?.__typename === "CriterionAnswer" ? (
          <EvidenceSection
            title={t("proof.evidence", { code })}
            evidence={node.evidence}
            subjectId={answerId}
            canAttach={node.viewerCan.attachEvidence}
          />
        ) : null
      }
    </Loaded>
  );
}
