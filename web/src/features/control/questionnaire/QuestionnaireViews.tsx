import { Suspense, useEffect, useEffectEvent } from "react";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { ViewTabs } from "../../../ui/layout/ViewTabs";
import { Banner, LockedBanner } from "../../../ui/state/Banner";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { useHere, useOwnPlace } from "../here";
import { CheckView } from "./CheckView";
import { focusCriterion, nextIncomplete } from "./completing";
import type { Answer, Questionnaire } from "./fragments";
import { Marks } from "./Marks";
import { OneView } from "./OneView";
import { Presence, usePresence } from "./Presence";
import { ProgressLine } from "./ProgressLine";
import { MayReadRisks } from "./Proof";
import { QuestionnaireActs } from "./QuestionnaireActs";
import { QuestionnaireMeta } from "./QuestionnaireMeta";
import { LastYearContext, useLastYear } from "./saidBefore";
import { TableView } from "./TableView";
import { itemIn, markIn, useMarked, viewIn, views } from "./views";

// The list of people is code and a query of its own.
const DelegateForm = lazily(() => import("./DelegateForm"), "DelegateForm");

type Props = { core: Questionnaire; answers: Answer[] };

/** One questionnaire in the view of the address: a criterion a page, all of them, or what is checked before handing in. */
export function QuestionnaireViews({ core, answers }: Props) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const [search, setSearch] = useSearchState();
  const view = viewIn(search);
  const mark = markIn(search);
  const shown = useMarked(answers, view === "check" ? null : mark);
  const item = itemIn(search);
  const before = useLastYear(core);
  const mayReadRisks = useOwnPlace()?.tenant.viewerCan.readRisks.allowed ?? false;
  const leave = () => setSearch({ act: undefined });
  const { campaign, viewerCan } = core;
  const isOpen = viewerCan.answer.allowed;
  const first = (isOpen ? nextIncomplete(shown, "") : null) ?? shown[0]?.criterion.code ?? "";
  const alone =
    view === "one"
      ? (answers.find(({ criterion }) => criterion.code === (item || first)) ?? answers[0])
      : undefined;
  const present = usePresence(core.id, alone?.id ?? null);

  // The address names a criterion of the list: it takes the focus after the page's own heading.
  useEffect(() => {
    if (item === "" || view !== "table") return;
    const frame = requestAnimationFrame(() => focusCriterion(item));
    return () => cancelAnimationFrame(frame);
  }, [item, view]);

  // Where one begins is kept in the address: what is complete meanwhile stays until one goes on.
  const start = item === "" ? alone?.criterion.code : undefined;
  const keep = useEffectEvent((code: string) => setSearch({ item: code }));
  useEffect(() => {
    if (start !== undefined) keep(start);
  }, [start]);

  const title = t("questionnaire.title", { year: campaign.year, unit: localName(core.unit) });
  const crumbs = [
    { label: t("control.title"), to: `/i/${slug}/control` },
    { label: String(campaign.year), to: `/i/${slug}/control?year=${campaign.year}` },
  ];
  const address = `/i/${slug}/control/${campaign.year}/questionnaires/${core.id}`;
  const meta = (
    <>
      <QuestionnaireMeta core={core} />
      <Presence present={present} answers={answers} />
    </>
  );
  const head = (
    <>
      <ViewTabs
        label={t("view.label")}
        param="view"
        current={view}
        tabs={views.map((key) => ({ key, label: t(`view.${key}`) }))}
        without={["act"]}
      />
      {core.remark !== null && <Banner tone="warn">{t("remark", { remark: core.remark })}</Banner>}
      {!isOpen && <LockedBanner>{viewerCan.answer.reason ?? t("questionnaire.read")}</LockedBanner>}
      <ProgressLine
        done={core.completeCount}
        all={core.criterionCount}
        next={isOpen && view === "table" ? nextIncomplete(answers, item) : null}
      />
      {view !== "check" && <Marks answers={answers} isOpen={isOpen} />}
    </>
  );

  if (view === "one") {
    if (alone === undefined) return null;
    return (
      <LastYearContext value={before}>
        <MayReadRisks value={mayReadRisks}>
          <OneView
            // Each criterion is a page: its question takes the focus.
            key={alone.criterion.code}
            core={core}
            answers={answers}
            shown={shown}
            answer={alone}
            crumbs={[...crumbs, { label: localName(core.unit), to: address }]}
            meta={meta}
            head={head}
          />
        </MayReadRisks>
      </LastYearContext>
    );
  }

  return (
    <Page
      title={title}
      crumbs={crumbs}
      isAutosaved={isOpen}
      meta={meta}
      actions={<QuestionnaireActs core={core} answerIds={answers.map(({ id }) => id)} view={view} />}
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
      {head}
      {view === "check" ? (
        <CheckView core={core} answers={answers} />
      ) : (
        <>
          {isOpen && <p>{t("questionnaire.intro")}</p>}
          <LastYearContext value={before}>
            <MayReadRisks value={mayReadRisks}>
              <TableView core={core} answers={answers} shown={shown} />
            </MayReadRisks>
          </LastYearContext>
          <ThingHistory id={core.id} />
        </>
      )}
    </Page>
  );
}
