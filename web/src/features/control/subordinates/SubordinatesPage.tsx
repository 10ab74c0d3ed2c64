import { Link, useParams } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql } from "../../../gql";
import type { SubordinatesPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere, useOfflineReason } from "../here";
import { Figures, partNames, parts } from "./Figures";
import { ReturnHanded } from "./ReturnHanded";
import { Statement } from "./Statement";
import { SubordinateReport } from "./SubordinateReport";
import { Subordinates } from "./Subordinates";
import { yearsAround } from "./years";

// The form is code of its own: it is used once a year.
const OpenForSubordinates = lazily(() => import("./OpenForSubordinates"), "OpenForSubordinates");

export const query = pageQuery(
  graphql(`
    query SubordinatesPage($id: ID!, $year: Int!) {
      tenant(id: $id) {
        id
        controlCampaigns { id year }
        viewerCan { centraliseControl { allowed } }
        subordinateControl(year: $year) {
          institutionId
          nameRo
          nameEn
          shortName
          state
          campaignStatus
          dueOn
          reportDueOn
          isLate
          questionnaireCount
          submittedCount
          completeCount
          criterionCount
          report {
            reportId
            conformity
            version { number hash approvedAt releasedAt returnedAt remark }
            synthesis {
              compartmentCount
              implementedCount
              rows {
                standard { code number titleRo titleEn }
                applicableCount
                implementedCount
                partiallyCount
                notImplementedCount
                status
              }
            }
          }
        }
        controlStatement(year: $year) {
          missingCount
          rows { subject totalCount ownCount subordinateCount }
          standards {
            standard { code number titleRo titleEn }
            implementedCount
            partiallyCount
            notImplementedCount
          }
        }
      }
    }
  `),
  ({ context, params }) => ({ id: context.tenant?.id ?? "", year: yearOf(params.year) }),
);

type Tenant = NonNullable<SubordinatesPageQuery["tenant"]>;
export type Subordinate = Tenant["subordinateControl"][number];
export type Handed = NonNullable<Subordinate["report"]>;
export type CentralisingStatement = NonNullable<Tenant["controlStatement"]>;

/** What the institutions under one have done in a year: how far they are, what they handed over, all of it summed up. */
export function SubordinatesPage() {
  const { year } = useParams({ strict: false }) as { year: string };
  const result = query.useResult();
  return (
    <Loaded result={result}>
      {({ tenant }) =>
        !tenant?.viewerCan.centraliseControl.allowed || yearOf(year) === 0 ? (
          <NoAccess />
        ) : (
          <Shown
            key={year}
            tenant={tenant}
            year={yearOf(year)}
            rows={tenant.subordinateControl}
            onChange={result.retry}
          />
        )
      }
    </Loaded>
  );
}

type ShownProps = { tenant: Tenant; year: number; rows: Subordinate[]; onChange: () => void };

function Shown({ tenant, year, rows, onChange }: ShownProps) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const leave = () => setSearch({ act: undefined, institution: undefined });
  const act = textOf(search.act);
  const chosen = rows.find(({ institutionId }) => institutionId === textOf(search.institution));
  const path = `/i/${slug}/control/${year}/subordinates`;
  const waiting = rows.filter(parts.waiting);
  const only = partNames.find((one) => one === textOf(search.show));
  return (
    <Page
      title={t("subordinates.of", { year })}
      crumbs={[{ label: t("control.title"), to: `/i/${slug}/control` }]}
      actions={
        waiting.length > 0 && (
          <Button kind="filled" disabledReason={offline} onClick={() => setSearch({ act: "open" })}>
            {t("subordinates.open")}
          </Button>
        )
      }
    >
      <p>{t("subordinates.intro")}</p>
      <Years
        current={year}
        years={yearsAround(
          year,
          tenant.controlCampaigns.map((one) => one.year),
        )}
      />
      {act === "open" && waiting.length > 0 && (
        <Card>
          <FormPanel title={t("subordinates.open")} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <OpenForSubordinates
                tenantId={tenant.id}
                year={year}
                institutions={waiting.map((one) => ({ id: one.institutionId, name: localName(one) }))}
                onDone={() => {
                  onChange();
                  leave();
                }}
              />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {rows.length === 0 ? (
        <Empty text={t("subordinates.empty")} />
      ) : (
        <>
          <Figures path={path} rows={rows} />
          {only !== undefined && (
            <Banner>
              {t(`subordinates.only.${only}`)}{" "}
              <Link to={path} search={{ part: "list" } as never}>
                {t("subordinates.all")}
              </Link>
            </Banner>
          )}
          <Subordinates year={year} rows={rows.filter((row) => only === undefined || parts[only](row))} />
          {(act === "report" || act === "return") && chosen?.report != null && (
            <SubordinateReport
              key={chosen.institutionId}
              year={year}
              subordinate={chosen}
              report={chosen.report}
              onClose={leave}
              onReturn={() => setSearch({ act: "return" })}
            />
          )}
          {tenant.controlStatement !== null && (
            <Statement tenantId={tenant.id} year={year} statement={tenant.controlStatement} />
          )}
        </>
      )}
      {act === "return" && chosen?.report != null && chosen.state === "RELEASED" && (
        <ReturnHanded
          tenantId={tenant.id}
          reportId={chosen.report.reportId}
          institution={localName(chosen)}
          year={year}
          onDone={onChange}
          onClose={() => setSearch({ act: "report" })}
        />
      )}
    </Page>
  );
}

/** The other years; each is an address of its own. */
function Years({ current, years }: { current: number; years: number[] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  return (
    <nav aria-label={t("subordinates.years")} className="row no-print">
      {years.map((year) =>
        year === current ? (
          <strong key={year} aria-current="page">
            {year}
          </strong>
        ) : (
          <Link key={year} to={`/i/${slug}/control/${year}/subordinates`}>
            {year}
          </Link>
        ),
      )}
    </nav>
  );
}

/** `latest` is this year: the institutions are asked before it ends. */
function yearOf(text: string | undefined): number {
  if (text === "latest") return Number(todayInBucharest().slice(0, 4));
  return /^\d{4}$/.test(text ?? "") ? Number(text) : 0;
}
