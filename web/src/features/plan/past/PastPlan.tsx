import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { graphql } from "../../../gql";
import type { PlanPastQuery } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { IconClock } from "../../../ui/icons";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ChangeList } from "../../journal/ChangeList";
import { useHere } from "../here";
import styles from "./PastPlan.module.css";

const PlanPast = graphql(`
  query PlanPast($id: ID!, $date: Date!) {
    plan(id: $id) {
      id
      asOf(date: $date) {
        on
        title
        description
        periodStart
        periodEnd
        status
        statusReason
        number
        unit { id nameRo nameEn }
        owner { id displayName }
        changes { field old new }
        actions {
          actionId
          code
          title
          status
          progress
          startOn
          dueOn
          budget
          isDeleted
          responsible { id displayName }
          unit { id nameRo nameEn }
          changes { field old new }
        }
        addedActions { id code title }
      }
    }
  }
`);

type Past = NonNullable<NonNullable<PlanPastQuery["plan"]>["asOf"]>;
type Action = Past["actions"][number];

/** A plan as it stood at the end of a day, and what changed since. Nothing can be changed here. */
export function PastPlan({ planId, day }: { planId: string; day: string }) {
  const { t } = useI18n("plan");
  const { longDate } = useFormat();
  const [, setSearch] = useSearchState();
  const heading = useRef<HTMLHeadingElement>(null);
  const result = useResult(PlanPast, { id: planId, date: day });
  const past = result.data?.plan?.asOf;
  const isThis = past === null || past?.on === day;
  const date = longDate(day);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another day takes the focus
  useEffect(() => heading.current?.focus(), [day]);

  return (
    <div className={styles.past}>
      <h2 ref={heading} tabIndex={-1}>
        {t("past.title", { date })}
      </h2>
      <Banner
        tone="warn"
        icon={IconClock}
        action={
          <Button small onClick={() => setSearch({ on: undefined })}>
            {t("past.back")}
          </Button>
        }
      >
        {t("past.banner", { date })}
      </Banner>
      <Loaded result={isThis ? result : { ...result, data: undefined }}>
        {({ plan }) => (plan?.asOf ? <Parts past={plan.asOf} /> : <Empty text={t("past.none", { date })} />)}
      </Loaded>
    </div>
  );
}

function Parts({ past }: { past: Past }) {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const { shortDate } = useFormat();
  return (
    <>
      <Card>
        <Facts
          facts={[
            { label: t("plan.title"), value: past.title },
            { label: t("field.status"), value: ui(`status.${past.status}`) },
            { label: t("field.number"), value: past.number > 0 ? `v${past.number}` : null },
            {
              label: t("plan.period"),
              value: `${shortDate(past.periodStart)} – ${shortDate(past.periodEnd)}`,
            },
            { label: t("plan.unit"), value: past.unit && localName(past.unit) },
            { label: t("plan.owner"), value: past.owner?.displayName ?? null },
            { label: t("plan.description"), value: past.description || null },
          ]}
        />
      </Card>
      {past.changes.length > 0 && (
        <Section title={t("past.since")}>
          <Card>
            <ChangeList changes={past.changes} of="plan" />
          </Card>
        </Section>
      )}
      <Section title={t("past.actions")} count={String(past.actions.length)}>
        {past.actions.length === 0 ? (
          <Empty text={t("past.noActions")} />
        ) : (
          <Actions actions={past.actions} />
        )}
      </Section>
      {past.addedActions.length > 0 && <Added actions={past.addedActions} />}
    </>
  );
}

function Actions({ actions }: { actions: Action[] }) {
  const { t } = useI18n("plan");
  const { shortDate, percent, money } = useFormat();
  const { slug } = useHere();
  const columns: Column<Action>[] = [
    {
      key: "title",
      header: t("field.title"),
      cell: (row) =>
        row.isDeleted ? (
          `${row.code} ${row.title}`
        ) : (
          <Link to={`/i/${slug}/actions/${row.actionId}`}>
            {row.code} {row.title}
          </Link>
        ),
    },
    {
      key: "status",
      header: t("field.status"),
      cell: (row) => <StatusChip status={row.status} label={t(`status.${row.status}`)} />,
    },
    {
      key: "who",
      header: t("field.responsibleId"),
      priority: 1,
      cell: (row) => row.responsible?.displayName ?? "–",
    },
    {
      key: "due",
      header: t("field.dueOn"),
      priority: 2,
      cell: (row) => (row.dueOn ? shortDate(row.dueOn) : "–"),
    },
    {
      key: "progress",
      header: t("field.progress"),
      priority: 3,
      isNumeric: true,
      cell: (row) => percent(row.progress),
    },
    {
      key: "budget",
      header: t("field.budget"),
      priority: 4,
      isNumeric: true,
      cell: (row) => (row.budget === null ? "–" : money(row.budget)),
    },
    { key: "since", header: t("past.since"), cell: (row) => <Since action={row} /> },
  ];
  return (
    <DataTable
      caption={t("past.actions")}
      columns={columns}
      rows={actions}
      rowId={({ actionId }) => actionId}
      rowLabel={({ code, title }) => `${code} ${title}`}
      totalCount={actions.length}
    />
  );
}

function Since({ action }: { action: Action }) {
  const { t } = useI18n("plan");
  if (action.isDeleted) return <span>{t("past.deleted")}</span>;
  if (action.changes.length === 0) return <span className="muted">{t("past.same")}</span>;
  return (
    <details>
      <summary>{t("history.values", { count: action.changes.length })}</summary>
      <ChangeList changes={action.changes} />
    </details>
  );
}

function Added({ actions }: { actions: Past["addedActions"] }) {
  const { t } = useI18n("plan");
  const { slug } = useHere();
  return (
    <Section title={t("past.added", { count: actions.length })}>
      <Card>
        <ul>
          {actions.map(({ id, code, title }) => (
            <li key={id}>
              <Link to={`/i/${slug}/actions/${id}`}>
                {code} {title}
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
