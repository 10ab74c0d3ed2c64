import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import type { RiskAlerts_RiskFragment, RiskMeasures_RiskFragment } from "../../../gql/graphql";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Deadline } from "../../../ui/Deadline";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card, Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { Empty } from "../../../ui/state/Empty";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { ActionStatus } from "../../plan/ActionStatus";
import { isSettled } from "../../plan/words";
import { useHere, useOfflineReason, useOwnPlace } from "../here";
import type { Risk } from "./fragments";

// The form of an action is code of its own.
const AddMeasure = lazily(() => import("./AddMeasure"), "AddMeasure");

type Measure = RiskMeasures_RiskFragment["measures"][number];

type Props = {
  core: Risk;
  measures: Measure[];
  alerts: RiskAlerts_RiskFragment["alerts"];
  onRefresh: () => void;
};

/** The measures against the risk, which are actions of plans, and the alerts it comes from. */
export function Measures({ core, measures, alerts, onRefresh }: Props) {
  const { t } = useI18n("risk");
  const { slug } = useHere();
  const { longDate } = useFormat();
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const isAdding = textOf(search.act) === "measure";
  const mayRead = useOwnPlace()?.tenant.viewerCan.readPlans.allowed ?? false;
  const mayAdd = mayRead && core.viewerCan.edit.allowed && core.status === "OPEN";
  const columns = useMeasureColumns();
  const caption = t("measures.of", { code: core.code });
  const add = mayAdd && !isAdding && (
    <Button icon={IconPlus} disabledReason={offline} onClick={() => setSearch({ act: "measure" })}>
      {t("measure.add")}
    </Button>
  );
  return (
    <>
      <Section
        title={t("measures.title")}
        {...(mayRead ? { count: String(measures.length) } : {})}
        actions={
          measures.length > 0 && (
            <>
              {add}
              <ExportMenu
                file={{
                  name: caption,
                  caption,
                  columns: fileColumns(columns),
                  total: measures.length,
                  rows: measures,
                }}
              />
            </>
          )
        }
      >
        {isAdding && mayAdd && (
          <Card>
            <FormPanel title={t("measure.add")} onClose={() => setSearch({ act: undefined })}>
              <Suspense fallback={<SkeletonLines />}>
                <AddMeasure code={core.code} unitId={core.unit.id} onCreated={onRefresh} />
              </Suspense>
            </FormPanel>
          </Card>
        )}
        {!mayRead ? (
          <p className="muted">{t("measures.hidden")}</p>
        ) : measures.length === 0 ? (
          isAdding && mayAdd ? null : (
            <Empty text={t(core.isAboveTolerance ? "measures.none.above" : "measures.none")} action={add} />
          )
        ) : (
          <DataTable
            caption={caption}
            columns={columns}
            rows={measures}
            rowId={({ id }) => id}
            rowLabel={({ code, title }) => `${code} ${title}`}
          />
        )}
      </Section>
      {alerts.length > 0 && (
        <Section title={t("alerts.of")}>
          <ul className="stack">
            {alerts.map(({ id, code, title, raisedAt, raisedBy }) => (
              <li key={id}>
                <Link to={`/i/${slug}/risks/alerts`} search={{ open: id } as never}>
                  {code} {title}
                </Link>{" "}
                <span className="small muted">
                  {t("alert.raisedBy", {
                    who: raisedBy.displayName,
                    date: longDate(dateInBucharest(new Date(raisedAt))),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function useMeasureColumns(): Column<Measure>[] {
  const { t } = useI18n("risk");
  const { t: plan } = useI18n("plan");
  const { slug } = useHere();
  return [
    {
      key: "title",
      header: t("measure"),
      file: [
        { title: t("code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
      ],
      cell: ({ id, code, title }) => (
        <Link to={`/i/${slug}/actions/${id}`}>
          {code} {title}
        </Link>
      ),
    },
    {
      key: "status",
      header: t("status"),
      file: { kind: "STATUS", value: ({ status }) => plan(`status.${status}`) },
      priority: 1,
      cell: ({ status }) => <ActionStatus status={status} />,
    },
    {
      key: "responsible",
      header: t("measure.responsible"),
      file: { kind: "TEXT", value: ({ responsible }) => responsible?.displayName ?? null },
      priority: 2,
      cell: ({ responsible }) => responsible?.displayName ?? "–",
    },
    {
      key: "due",
      header: t("measure.dueOn"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 1,
      cell: ({ dueOn, status }) =>
        dueOn === null ? "–" : <Deadline dueOn={dueOn} isBare isSettled={isSettled(status)} />,
    },
    {
      key: "progress",
      header: t("measure.progress"),
      file: { kind: "PERCENT", value: ({ progress }) => progress },
      priority: 2,
      cell: ({ progress }) => <Progress value={progress} />,
    },
    {
      key: "plan",
      header: t("measure.plan"),
      file: { kind: "CODE", value: ({ plan: of }) => of.code },
      priority: 3,
      cell: ({ plan: of }) => <Link to={`/i/${slug}/plans/${of.id}`}>{of.code}</Link>,
    },
  ];
}
