import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { graphql } from "../../../gql";
import type { PlanDifferenceQuery } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/layout/Section";
import { Loaded } from "../../../ui/state/Loaded";
import { ChangeList } from "../../journal/ChangeList";
import { useHere } from "../here";
import styles from "./Difference.module.css";

const PlanDifference = graphql(`
  query PlanDifference($id: ID!, $from: Int!, $to: Int) {
    plan(id: $id) {
      id
      difference(from: $from, to: $to) {
        from
        to
        planChanges { field old new }
        added { actionId code title }
        removed { actionId code title status }
        changed { actionId code title changes { field old new } }
      }
    }
  }
`);

type Data = NonNullable<NonNullable<PlanDifferenceQuery["plan"]>["difference"]>;

/** What differs from one approved version to another, or to the plan as it is now. */
export function Difference({ planId, from, to }: { planId: string; from: number; to: number | null }) {
  const { t } = useI18n("plan");
  const [, setSearch] = useSearchState();
  const heading = useRef<HTMLHeadingElement>(null);
  const result = useResult(PlanDifference, { id: planId, from, to });
  const isThis = result.data?.plan?.difference?.from === from && result.data.plan.difference.to === to;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another comparison takes the focus
  useEffect(() => heading.current?.focus(), [from, to]);

  return (
    <Card>
      <div className={styles.difference}>
        <div className={styles.header}>
          <h3 ref={heading} tabIndex={-1}>
            {to === null ? t("difference.now", { from }) : t("difference.title", { from, to })}
          </h3>
          <Button
            small
            kind="quiet"
            onClick={() => setSearch({ from_version: undefined, to_version: undefined })}
          >
            {t("close")}
          </Button>
        </div>
        <Loaded result={isThis ? result : { ...result, data: undefined }}>
          {({ plan }) =>
            plan?.difference ? <Parts difference={plan.difference} /> : <p>{t("difference.none")}</p>
          }
        </Loaded>
      </div>
    </Card>
  );
}

function Parts({ difference }: { difference: Data }) {
  const { t } = useI18n("plan");
  const { planChanges, added, removed, changed } = difference;
  if (planChanges.length + added.length + removed.length + changed.length === 0) {
    return <p>{t("difference.none")}</p>;
  }
  return (
    <>
      {planChanges.length > 0 && (
        <section aria-label={t("difference.plan")}>
          <h4>{t("difference.plan")}</h4>
          <ChangeList changes={planChanges} of="plan" />
        </section>
      )}
      <Actions title={t("difference.added", { count: added.length })} actions={added} />
      <Actions title={t("difference.removed", { count: removed.length })} actions={removed} />
      {changed.length > 0 && (
        <section aria-label={t("difference.changed", { count: changed.length })}>
          <h4>{t("difference.changed", { count: changed.length })}</h4>
          <ul className={styles.list}>
            {changed.map((action) => (
              <li key={action.actionId}>
                <ActionName {...action} />
                <ChangeList changes={action.changes} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type Named = { actionId: string; code: string; title: string };

function Actions({ title, actions }: { title: string; actions: Named[] }) {
  if (actions.length === 0) return null;
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <ul className={styles.list}>
        {actions.map((action) => (
          <li key={action.actionId}>
            <ActionName {...action} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ActionName({ actionId, code, title }: Named) {
  const { slug } = useHere();
  return (
    <Link to={`/i/${slug}/actions/${actionId}`}>
      {code} {title}
    </Link>
  );
}
