import { useParams } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Deadline } from "../../../ui/Deadline";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner, LockedBanner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { useHere } from "../here";
import { questionnaireLook } from "../words";
import { byStandard, focusCriterion, nextIncomplete } from "./completing";
import { type Answer, criterionAnswer, type Questionnaire, questionnaireCore } from "./fragments";
import { ProgressLine } from "./ProgressLine";
import { QuestionnaireActs } from "./QuestionnaireActs";
import { StandardPart } from "./StandardPart";
import { useQuestionnaireLive } from "./useQuestionnaireLive";

// The list of people is code and a query of its own.
const DelegateForm = lazily(() => import("./DelegateForm"), "DelegateForm");

export const query = pageQuery(
  graphql(`
    query QuestionnairePage($id: ID!) {
      controlQuestionnaire(id: $id) {
        id
        streamCursor
        ...QuestionnaireCore_questionnaire
        answers { id ...CriterionAnswer_answer }
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

/** The questionnaire of a compartment: every answer saves itself, and two people see each other's at once. */
export function QuestionnairePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.controlQuestionnaire;
  const isThis = found === null || found?.id === id;
  useQuestionnaireLive({ id, cursor: (isThis && found?.streamCursor) || null, onRefetch: result.retry });
  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }} skeleton={<SkeletonLines count={12} />}>
      {({ controlQuestionnaire: shown }) =>
        shown === null ? (
          <NoAccess />
        ) : (
          <Shown
            key={id}
            core={readFragment(questionnaireCore, shown)}
            answers={shown.answers.map((one) => readFragment(criterionAnswer, one))}
          />
        )
      }
    </Loaded>
  );
}

function Shown({ core, answers }: { core: Questionnaire; answers: Answer[] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const [search, setSearch] = useSearchState();
  const leave = () => setSearch({ act: undefined });
  const item = textOf(search.item);
  const { campaign, viewerCan, status } = core;
  const isOpen = viewerCan.answer.allowed;

  // The address names a criterion: it takes the focus after the page's own heading.
  useEffect(() => {
    if (item === "") return;
    const frame = requestAnimationFrame(() => focusCriterion(item));
    return () => cancelAnimationFrame(frame);
  }, [item]);

  return (
    <Page
      title={t("questionnaire.title", { year: campaign.year, unit: localName(core.unit) })}
      crumbs={[
        { label: t("control.title"), to: `/i/${slug}/control` },
        { label: String(campaign.year), to: `/i/${slug}/control?year=${campaign.year}` },
      ]}
      isAutosaved={isOpen}
      meta={
        <>
          <StatusChip status={questionnaireLook[status]} label={t(`questionnaire.status.${status}`)} />
          <Deadline
            dueOn={campaign.dueOn}
            isSettled={campaign.status === "CLOSED" || status === "SUBMITTED" || status === "LOCKED"}
          />
          <Handed core={core} />
        </>
      }
      actions={<QuestionnaireActs core={core} answerIds={answers.map(({ id }) => id)} />}
    >
      {viewerCan.delegate.allowed && textOf(search.act) === "delegate" && (
        <Card>
          <FormPanel title={t("delegate.title")} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <DelegateForm core={core} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {core.remark !== null && <Banner tone="warn">{t("remark", { remark: core.remark })}</Banner>}
      {isOpen ? (
        <p>{t("questionnaire.intro")}</p>
      ) : (
        <LockedBanner>{viewerCan.answer.reason ?? t("questionnaire.read")}</LockedBanner>
      )}
      <ProgressLine
        done={core.completeCount}
        all={core.criterionCount}
        next={isOpen ? nextIncomplete(answers, item) : null}
      />
      {byStandard(answers).map((group) => (
        <StandardPart
          key={group[0]?.criterion.standard.code}
          answers={group}
          year={campaign.year}
          questionnaireId={core.id}
          isOpen={isOpen}
        />
      ))}
      <ThingHistory id={core.id} />
    </Page>
  );
}

/** Who may answer beside the head, who handed it in, who took it in. */
function Handed({ core }: { core: Questionnaire }) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const day = (instant: string) => longDate(dateInBucharest(new Date(instant)));
  const { delegate, submittedAt, submittedBy, lockedAt, lockedBy } = core;
  return (
    <>
      {delegate !== null && <span>{t("delegated", { who: delegate.displayName })}</span>}
      {submittedAt !== null && submittedBy !== null && (
        <span>{t("submitted", { who: submittedBy.displayName, date: day(submittedAt) })}</span>
      )}
      {lockedAt !== null && lockedBy !== null && (
        <span>{t("locked", { who: lockedBy.displayName, date: day(lockedAt) })}</span>
      )}
    </>
  );
}
