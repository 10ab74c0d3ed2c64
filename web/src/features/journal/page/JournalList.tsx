import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { addressOf } from "../../../lib/routing/address";
import { Button } from "../../../ui/Button";
import { Card, Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { ChangeList } from "../ChangeList";
import { readable } from "../changes";
import styles from "../History.module.css";
import { type Entry, fieldsOf, journalEntries, whoDid } from "./entries";
import { subjectKinds } from "./subjects";
import { thingName } from "./thingName";

const list = graphql(`
  fragment JournalList_tenant on Tenant {
    id
    slug
    journal(first: 50, after: $after, filter: $filter) { ...JournalEntries_entries }
  }
`);

type Props = {
  tenant: FragmentType<typeof list>;
  isFiltered: boolean;
  isStale: boolean;
  onMore: (cursor: string | null | undefined) => Promise<void>;
  onOnly: (thing: string) => void;
};

/** The entries, the newest first: a sentence, the thing, who, when; what changed is opened on demand. */
export function JournalList({ tenant, isFiltered, isStale, onMore, onOnly }: Props) {
  const { t } = useI18n("journal");
  const { t: ui } = useI18n("ui");
  const { number } = useFormat();
  const { slug, journal } = useFragment(list, tenant);
  const { nodes, totalCount, pageInfo } = useFragment(journalEntries, journal);
  if (nodes.length === 0) return <Empty text={isFiltered ? ui("filter.none") : t("list.empty")} />;
  return (
    <Section title={t("list.title")} count={number(totalCount)}>
      <Card>
        <ol className={styles.entries} aria-busy={isStale}>
          {nodes.map((entry) => (
            <li key={entry.position} className={styles.entry}>
              <EntryLine entry={entry} slug={slug} onOnly={onOnly} />
            </li>
          ))}
        </ol>
      </Card>
      <div className="row">
        <span className="small muted">{ui("table.count", { shown: nodes.length, total: totalCount })}</span>
        {pageInfo.hasNextPage && (
          <Button onClick={() => void onMore(pageInfo.endCursor)}>{ui("table.more")}</Button>
        )}
      </div>
    </Section>
  );
}

function EntryLine({ entry, slug, onOnly }: { entry: Entry; slug: string; onOnly: (thing: string) => void }) {
  const { t } = useI18n("journal");
  const { t: plan } = useI18n("plan");
  const { shortInstant } = useFormat();
  const changes = readable(entry.changes);
  const who = whoDid(entry, plan);
  const name = thingName(entry.subject);
  const kind = subjectKinds.find((one) => one === entry.subjectKind);
  return (
    <>
      <p>
        <strong>{entry.summary}</strong>
      </p>
      <p>
        {kind && <span className="muted">{t(`subject.${kind}`)}: </span>}
        {entry.subject !== null && name !== null ? (
          <Link to={addressOf(entry.subject, slug)}>{name}</Link>
        ) : (
          <span className="muted">{t("list.gone")}</span>
        )}
      </p>
      <p className="small muted">
        {plan("history.by", { who, at: shortInstant(entry.at) })}, #{entry.position}
      </p>
      {changes.length > 0 && (
        <details>
          <summary>{t("list.values", { count: changes.length })}</summary>
          <ChangeList changes={changes} of={fieldsOf(entry.subjectKind)} />
        </details>
      )}
      <div className="no-print">
        <Button
          small
          kind="quiet"
          {...(name === null ? {} : { label: t("list.onlyNamed", { name }) })}
          onClick={() => onOnly(entry.subjectId)}
        >
          {t("list.only")}
        </Button>
      </div>
    </>
  );
}
