import { Suspense, useEffect } from "react";
import type { ImplementationStatus } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useLive } from "../../../lib/api/useLive";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button, ButtonLink } from "../../../ui/Button";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere, useOfflineReason } from "../here";
import { implementationLook, inLanguage } from "../words";
import { MeasureList } from "./MeasureList";
import { MeasuresLive, MeasuresQuery, namesStandard, type Programme, programmeOf } from "./measures";

// The form is code of its own: most visits only read.
const NewAction = lazily(() => import("../../plan/acts/NewAction"), "NewAction");

type Row = {
  standard: { code: string; number: number; titleRo: string; titleEn: string };
  status: ImplementationStatus;
};
type Props = { year: number; rows: Row[] };

/** What is done about each standard that is not implemented: its measures as they stand now, and a way to propose one. */
export function Measures({ year, rows }: Props) {
  const { t } = useI18n("control");
  const { id, slug } = useHere();
  const [search, setSearch] = useSearchState();
  const result = useResult(MeasuresQuery, { tenantId: id });
  const { data, more, retry } = result;
  const plans = data?.plans.nodes ?? [];
  const measures = data?.planActions;
  const programme = programmeOf(plans, year);
  const next = measures?.pageInfo;
  const asked = textOf(search.measure);
  useProgress(programme, retry);

  // An institution with more measures than one page holds: the rest follows while nobody waits for it.
  useEffect(() => {
    if (next?.hasNextPage) void more(next.endCursor);
  }, [next?.hasNextPage, next?.endCursor, more]);

  const gaps = rows.filter(
    ({ standard, status }) =>
      status === "PARTIALLY_IMPLEMENTED" || status === "NOT_IMPLEMENTED" || standard.code === asked,
  );
  return (
    <Section
      title={t("measures.title")}
      count={String(gaps.length)}
      note={t("measures.note")}
      part="measures"
    >
      <Loaded result={result} skeleton={<SkeletonLines />}>
        {({ tenant, planActions }) => (
          <>
            {programme === null ? (
              <Banner
                action={
                  tenant?.viewerCan.createPlan.allowed && (
                    <ButtonLink
                      small
                      to={`/i/${slug}/plans`}
                      search={{ new: "plan", kind: "CONTROL_DEVELOPMENT" }}
                    >
                      {t("measures.create")}
                    </ButtonLink>
                  )
                }
              >
                {t(tenant?.viewerCan.createPlan.allowed ? "measures.none.create" : "measures.none")}
              </Banner>
            ) : (
              <p>
                {t("measures.programme", { code: programme.code, title: programme.title })}{" "}
                <ButtonLink small kind="quiet" to={`/i/${slug}/plans/${programme.id}`}>
                  {t("measures.open")}
                </ButtonLink>
              </p>
            )}
            {gaps.length === 0 && <p className="muted">{t("measures.noGap")}</p>}
            {gaps.map((row) => (
              <Gap
                key={row.standard.code}
                row={row}
                year={year}
                programme={programme}
                isOpen={row.standard.code === asked}
                onOpen={(open) => setSearch({ measure: open ? row.standard.code : undefined })}
                onCreated={retry}
              >
                <MeasureList
                  measures={planActions.nodes.filter(({ source }) =>
                    namesStandard(source.reference, row.standard.number),
                  )}
                />
              </Gap>
            ))}
          </>
        )}
      </Loaded>
    </Section>
  );
}

type GapProps = {
  row: Row;
  year: number;
  programme: Programme | null;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onCreated: () => void;
  children: React.ReactNode;
};

function Gap({ row, year, programme, isOpen, onOpen, onCreated, children }: GapProps) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const { code, number, titleRo, titleEn } = row.standard;
  const title = t("standard.title", { number, title: inLanguage(titleRo, titleEn) });
  const add = programme?.viewerCan.addAction;
  return (
    <Card>
      <div className="stack">
        <div className="row">
          <h3>{title}</h3>
          <StatusChip status={implementationLook[row.status]} label={t(`implementation.${row.status}`)} />
        </div>
        {children}
        {programme !== null && (
          <div className="no-print">
            <Button
              small
              expanded={isOpen}
              label={t("measures.proposeFor", { title })}
              disabledReason={add?.allowed ? offline : add?.reason}
              onClick={() => onOpen(!isOpen)}
            >
              {t("measures.propose")}
            </Button>
          </div>
        )}
        {isOpen && programme !== null && add?.allowed && (
          <Suspense fallback={<SkeletonLines />}>
            <NewAction
              planId={programme.id}
              source={{ kind: "CONTROL_GAP", reference: code, note: t("measures.source", { year, title }) }}
              onClose={() => onOpen(false)}
              onCreated={onCreated}
            />
          </Suspense>
        )}
      </div>
    </Card>
  );
}

/** Follows the programme: progress and status show by themselves, new and deleted measures are read again. */
function useProgress(programme: Programme | null, onRefetch: () => void): void {
  const cursor = programme?.streamCursor ?? null;
  const variables = programme === null || cursor === null ? null : { planId: programme.id, after: cursor };
  useLive(MeasuresLive, variables, programme?.id ?? "", ({ planChanged }) => {
    const { refetch, deletedActionId, entry } = planChanged;
    if (refetch || deletedActionId !== null || entry?.kind === "plan_action_created") onRefetch();
  });
}
