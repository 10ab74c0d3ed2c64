import { NativeSelect } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { ChangeList, type Subject, useFieldName } from "./ChangeList";
import { type FieldChange, knownFields, readable } from "./changes";
import styles from "./History.module.css";

const entries = graphql(`
  fragment History_entries on JournalEntryConnection {
    nodes {
      position
      at
      kind
      summary
      actor { id displayName }
      actorFunction
      changes { field old new }
    }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
`);

type Props = {
  entries: FragmentType<typeof entries>;
  onMore: (cursor: string | null | undefined) => Promise<void>;
  of?: Subject;
  after?: (change: FieldChange) => ReactNode;
};

/** More than these are the values of something new: folded, for who wants to read them. */
const mostAtOnce = 6;

/** What happened, the newest first: a sentence, who, when, and each field with its old and new value. */
export function History({ entries: given, onMore, of = "action", after }: Props) {
  const { t } = useI18n("plan");
  const { shortInstant } = useFormat();
  const name = useFieldName(of);
  const [field, setField] = useState("");
  const { nodes, pageInfo } = useFragment(entries, given);
  const present = knownFields.filter((one) =>
    nodes.some(({ changes }) => readable(changes).some((change) => change.field === one)),
  );
  const shown = nodes
    .map((entry) => ({
      ...entry,
      changes: readable(entry.changes).filter((change) => field === "" || change.field === field),
    }))
    .filter(({ changes }) => field === "" || changes.length > 0);

  return (
    <div className={styles.history}>
      {present.length > 1 && (
        <NativeSelect
          label={t("history.filter")}
          data={[
            { value: "", label: t("history.all") },
            ...present.map((value) => ({ value, label: name(value) })),
          ]}
          value={field}
          onChange={(event) => setField(event.currentTarget.value)}
        />
      )}
      {shown.length === 0 && <p className="muted">{t("history.none")}</p>}
      <ol className={styles.entries}>
        {shown.map(({ position, at, kind, summary, actor, actorFunction, changes }) => (
          <li key={position} className={styles.entry}>
            <p>{summary}</p>
            <p className="small muted">
              {t("history.by", {
                who:
                  actorFunction ??
                  actor?.displayName ??
                  t(kind === "plan_consulted" ? "history.municipality" : "history.system"),
                at: shortInstant(at),
              })}
            </p>
            {changes.length > mostAtOnce ? (
              <details>
                <summary>{t("history.values", { count: changes.length })}</summary>
                <ChangeList changes={changes} of={of} />
              </details>
            ) : (
              changes.length > 0 && <ChangeList changes={changes} of={of} {...(after ? { after } : {})} />
            )}
          </li>
        ))}
      </ol>
      {pageInfo.hasNextPage && (
        <Button small onClick={() => void onMore(pageInfo.endCursor)}>
          {t("history.more")}
        </Button>
      )}
    </div>
  );
}
