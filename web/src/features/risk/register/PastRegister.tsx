import { useEffect, useRef } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { PastRegisterQuery } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconClock } from "../../../ui/icons";
import { Section } from "../../../ui/layout/Section";
import { ViewTabs } from "../../../ui/layout/ViewTabs";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere } from "../here";
import { HeatMap } from "../map/HeatMap";
import { isIn, matrixOf } from "../map/matrix";
import { riskScales, type Scales, scaleOf } from "../scale";
import { AskDay } from "./AskDay";
import { readRiskFilters, stageIn, viewIn } from "./riskFilters";
import { riskState, rowOf } from "./riskRow";
import { useRiskColumns } from "./useRiskColumns";

const Past = graphql(`
  query PastRegister($id: ID!, $asOf: Date!, $unitIds: [ID!], $after: String) {
    tenant(id: $id) {
      id
      riskSetting { ...RiskScales_setting }
      riskRegister(asOf: $asOf, unitIds: $unitIds) {
        on
        scale { code }
        tolerance
        risks(first: 100, after: $after) {
          totalCount
          nodes { riskId ...RiskState_state }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

type Tenant = NonNullable<PastRegisterQuery["tenant"]>;

/** The register as it stood at the end of a day. Nothing can be changed here. */
export function PastRegister({ day }: { day: string }) {
  const { t } = useI18n("risk");
  const { longDate } = useFormat();
  const { id } = useHere();
  const [search, setSearch] = useSearchState();
  const heading = useRef<HTMLHeadingElement>(null);
  const { unit } = readRiskFilters(search);
  const result = useResult(Past, { id, asOf: day, unitIds: unit.length > 0 ? unit : undefined });
  const next = result.data?.tenant?.riskRegister.risks.pageInfo;
  const { more } = result;
  const date = longDate(day);

  // The map counts the whole register: what a page does not hold follows by itself.
  useEffect(() => {
    if (next?.hasNextPage) void more(next.endCursor);
  }, [next?.hasNextPage, next?.endCursor, more]);
  useEffect(() => heading.current?.focus(), []);

  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {t("past.title", { date })}
      </h2>
      <Banner
        tone="warn"
        icon={IconClock}
        action={
          <Button small onClick={() => setSearch({ on: undefined, p: undefined, i: undefined })}>
            {t("past.back")}
          </Button>
        }
      >
        {t("past.banner", { date })}
      </Banner>
      <AskDay day={day} />
      <Loaded result={result} skeleton={<SkeletonLines count={8} />}>
        {({ tenant }) => tenant && <Shown tenant={tenant} date={date} />}
      </Loaded>
    </>
  );
}

function Shown({ tenant, date }: { tenant: Tenant; date: string }) {
  const { t } = useI18n("risk");
  const { t: ui } = useI18n("ui");
  const [search, setSearch] = useSearchState();
  const { riskRegister: register, riskSetting } = tenant;
  const { scales } = readFragment(riskScales, riskSetting);
  // The scale and the tolerance of that day.
  const then: Scales = {
    ...readFragment(riskScales, riskSetting),
    scale: register.scale,
    scales,
    tolerance:
      register.tolerance === null ? null : { __typename: "RiskTolerance", limit: register.tolerance },
  };
  const columns = useRiskColumns(then, { isPast: true });
  const isMap = viewIn(search) === "map";
  const all = register.risks.nodes.map((node) => rowOf(readFragment(riskState, node)));
  const cell = isMap ? readRiskFilters(search).cell : null;
  const rows = cell === null ? all : all.filter((row) => isIn(row, cell));
  const ofScale = all.filter(({ scale }) => scale === register.scale.code);
  const file = {
    name: t("past.title", { date }),
    caption: t("past.title", { date }),
    columns: fileColumns(columns),
    total: rows.length,
    rows,
  };

  if (all.length === 0) return <Empty text={t("past.none", { date })} />;
  return (
    <>
      <ViewTabs
        label={t("views.label")}
        param="view"
        current={isMap ? "map" : "list"}
        tabs={(["list", "map"] as const).map((key) => ({ key, label: t(`view.${key}`) }))}
      />
      {isMap && (
        <Section title={t("map.title")}>
          <HeatMap
            matrix={matrixOf(ofScale)}
            scale={scaleOf(then)}
            tolerance={register.tolerance}
            stage={stageIn(search)}
            onStage={(stage) =>
              setSearch({ stage: stage === "INHERENT" ? "inherent" : undefined, p: undefined, i: undefined })
            }
            chosen={cell}
            onChoose={(one) =>
              setSearch({
                p: one === null ? undefined : String(one.probability),
                i: one === null ? undefined : String(one.impact),
              })
            }
          />
        </Section>
      )}
      <Section
        title={t("past.title", { date })}
        count={String(rows.length)}
        actions={<ExportMenu file={file} />}
      >
        {rows.length === 0 ? (
          <Empty text={ui("filter.none")} />
        ) : (
          <DataTable
            caption={t("past.title", { date })}
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowLabel={({ code, title }) => `${code} ${title}`}
          />
        )}
      </Section>
    </>
  );
}
