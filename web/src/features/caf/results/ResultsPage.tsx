import { useParams } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { ResultsPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { type Tile, Tiles } from "../../../ui/Tiles";
import { useHere } from "../here";
import { useAssessmentLive } from "../journey/useAssessmentLive";
import { subcriteria } from "../steps";
import { assessmentLook } from "../words";
import { Bars } from "./Bars";
import { CriteriaPart } from "./CriteriaPart";
import { changeOf, signed } from "./figures";
import { HeatTable } from "./HeatTable";
import { OthersPart } from "./OthersPart";
import { ResultTable } from "./ResultTable";

export const query = pageQuery(
  graphql(`
    query ResultsPage($id: ID!) {
      cafAssessment(id: $id) {
        id
        streamCursor
        title
        year
        status
        method
        agreedCount
        consensusAt
        concludedAt
        results {
          total { display exact }
          percent { display }
          criteria {
            criterion { number kind titleRo titleEn }
            value { display exact }
            subcriteria {
              id
              subcriterion { code titleRo titleEn }
              value { display exact }
              average { display exact }
              panels { panel points }
              warnings
              reason
            }
          }
        }
        others {
          count
          criteria {
            criterion { number titleRo titleEn }
            lowest { display }
            median { display }
            highest { display }
          }
          lowest { display }
          median { display }
          highest { display }
        }
        previous {
          id
          title
          year
          method
          results {
            total { display exact }
            criteria {
              criterion { number }
              value { display exact }
              subcriteria { id subcriterion { code } value { display exact } }
            }
          }
        }
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

type Assessment = NonNullable<ResultsPageQuery["cafAssessment"]>;
export type Results = NonNullable<Assessment["results"]>;
export type Previous = NonNullable<Assessment["previous"]>;

/** What the group agreed on, per criterion and subcriterion, beside the average of its members and the time before. */
export function ResultsPage() {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.cafAssessment;
  const isThis = found === null || found?.id === id;
  useAssessmentLive({ id, cursor: (isThis && found?.streamCursor) || null, onRefetch: result.retry });
  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }}>
      {({ cafAssessment }) =>
        cafAssessment === null ? (
          <NoAccess />
        ) : (
          <Page
            title={t("results.title", { title: cafAssessment.title })}
            crumbs={[
              { label: t("list.title"), to: `/i/${slug}/caf` },
              { label: cafAssessment.title, to: `/i/${slug}/caf/${id}` },
            ]}
            actions={
              cafAssessment.results !== null && (
                <>
                  <ButtonLink to={`/i/${slug}/caf/${id}/areas`}>{t("areas.open")}</ButtonLink>
                  <ButtonLink to={`/i/${slug}/caf/${id}/report`}>{t("report.open")}</ButtonLink>
                </>
              )
            }
            meta={
              <>
                <StatusChip
                  status={assessmentLook[cafAssessment.status]}
                  label={t(`status.${cafAssessment.status}`)}
                />
                <AsOf {...cafAssessment} />
              </>
            }
          >
            {cafAssessment.results === null ? (
              <Empty
                text={t("results.empty")}
                action={<ButtonLink to={`/i/${slug}/caf/${id}`}>{t("toJourney")}</ButtonLink>}
              />
            ) : (
              <Shown assessment={cafAssessment} results={cafAssessment.results} />
            )}
          </Page>
        )
      }
    </Loaded>
  );
}

/** The day the figures are of. */
function AsOf({ consensusAt, concludedAt }: { consensusAt: string | null; concludedAt: string | null }) {
  const { t } = useI18n("caf");
  const { shortInstant } = useFormat();
  const at = concludedAt ?? consensusAt;
  if (at === null) return null;
  return <span>{t(concludedAt ? "results.concluded" : "results.opened", { date: shortInstant(at) })}</span>;
}

function Shown({ assessment, results }: { assessment: Assessment; results: Results }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const { previous, others, agreedCount, year, method } = assessment;
  const shown = (value: { display: string } | null) => (value ? number(value.display, { min: 1 }) : "–");
  const change = changeOf(results.total, previous?.results?.total);
  const tiles: Tile[] = [
    { figure: shown(results.total), label: t("tile.total") },
    { figure: results.percent ? `${shown(results.percent)}\u00A0%` : "–", label: t("tile.percent") },
    { figure: t("count.of", { done: agreedCount, all: subcriteria }), label: t("tile.agreed") },
    ...(previous !== null && change !== null
      ? [{ figure: signed(change, number), label: t("tile.change", { year: previous.year }) }]
      : []),
  ];
  return (
    <>
      {agreedCount < subcriteria && (
        <Banner>{t("results.partial", { done: agreedCount, all: subcriteria })}</Banner>
      )}
      <Tiles tiles={tiles} />
      <p className="small muted">{t("results.rule")}</p>
      {previous !== null && previous.method !== method && (
        <Banner tone="warn">{t("results.otherMethod", { year: previous.year })}</Banner>
      )}
      <CriteriaPart results={results} year={year} previous={previous} />
      {others !== null && <OthersPart results={results} year={year} others={others} />}
      <Bars results={results} />
      {method === "FINE_TUNED" && <HeatTable results={results} />}
      <ResultTable results={results} previous={previous} />
    </>
  );
}
