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
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { RichText } from "../../../ui/text/RichText";
import { ChangeList } from "../../journal/ChangeList";
import { useHere } from "../here";
import { PastActions } from "./PastActions";
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

export type Past = NonNullable<NonNullable<PlanPastQuery["plan"]>["asOf"]>;

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
            {
              label: t("plan.description"),
              value: past.description ? <RichText text={past.description} /> : null,
            },
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
      <PastActions actions={past.actions} day={past.on} />
      {past.addedActions.length > 0 && <Added actions={past.addedActions} />}
    </>
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
