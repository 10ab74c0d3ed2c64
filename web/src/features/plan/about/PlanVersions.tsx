import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Card, Section } from "../../../ui/layout/Section";
import { Difference } from "./Difference";
import styles from "./PlanVersions.module.css";

const versions = graphql(`
  fragment PlanVersions_plan on Plan {
    id
    versions { number approvedAt actionCount hash note approvedBy { id displayName } }
  }
`);

/** The approved versions, the newest first, and what differs between two of them or to the plan as it is now. */
export function PlanVersions({ plan }: { plan: FragmentType<typeof versions> }) {
  const { t } = useI18n("plan");
  const { shortInstant } = useFormat();
  const [search] = useSearchState();
  const { id, versions: all } = useFragment(versions, plan);
  const from = Number(textOf(search.from_version)) || null;
  const to = Number(textOf(search.to_version)) || null;
  if (all.length === 0) {
    return (
      <Section title={t("versions.title")}>
        <Card>
          <p>{t("versions.none")}</p>
        </Card>
      </Section>
    );
  }
  return (
    <Section title={t("versions.title")} count={String(all.length)}>
      <Card>
        <ol className={styles.versions} reversed>
          {all.map(({ number, approvedAt, approvedBy, actionCount, hash, note }) => (
            <li key={number} className={styles.version}>
              <p>
                <strong>v{number}</strong>{" "}
                {t("versions.approved", {
                  at: shortInstant(approvedAt),
                  who: approvedBy?.displayName ?? t("versions.unknown"),
                  count: actionCount,
                })}
              </p>
              {note !== "" && <p>{note}</p>}
              <p className="small muted">
                {t("versions.hash")} <code className={styles.hash}>{hash}</code>
              </p>
              <p className="row no-print">
                {number > 1 && (
                  <Link
                    to="."
                    search={keep({ from_version: number - 1, to_version: number }) as never}
                    resetScroll={false}
                  >
                    {t("versions.compare", { from: number - 1, to: number })}
                  </Link>
                )}
                <Link
                  to="."
                  search={keep({ from_version: number, to_version: undefined }) as never}
                  resetScroll={false}
                >
                  {t("versions.compareNow", { from: number })}
                </Link>
              </p>
            </li>
          ))}
        </ol>
      </Card>
      {from !== null && <Difference planId={id} from={from} to={to} />}
    </Section>
  );
}

function keep(change: Record<string, unknown>) {
  return (before: Record<string, unknown>) => ({ ...before, ...change });
}
