import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { addressOf } from "../../lib/routing/address";
import { useViewer } from "../../lib/viewer";
import { Icon } from "../../ui/Icon";
import { IconCircleCheck, IconSend } from "../../ui/icons";
import { Empty } from "../../ui/state/Empty";
import { ExportMenu } from "../../ui/table/ExportMenu";
import styles from "./TodoList.module.css";
import row from "./TodoRow.module.css";
import { traceFile } from "./todoFile";

const traces = graphql(`
  fragment TraceList_traces on TodoTrace {
    id
    verb
    title
    objectCode
    at
    tenant { id slug shortName }
    subject {
      id
      ... on ControlCampaign { year }
      ... on ControlQuestionnaire { campaign { id year } }
    }
  }
`);

type Props = {
  traces: FragmentType<typeof traces>[];
  /** Whether others have it now, or the viewer is done with it. */
  said: "passedOn" | "resolved";
  emptyText: string;
};

/** What left my list: who has it now and since when, or when I dealt with it. */
export function TraceList({ traces: given, said, emptyText }: Props) {
  const { t } = useI18n("todo");
  const { shortInstant } = useFormat();
  const hasSeveral = (useViewer()?.memberships.length ?? 0) > 1;
  const items = useFragment(traces, given);
  if (items.length === 0) return <Empty text={emptyText} />;
  return (
    <>
      <ul className={styles.list}>
        {items.map(({ id, verb, title, objectCode, at, tenant, subject }) => (
          <li key={id} className={row.row} data-trace>
            <span className={row.shape}>
              <Icon of={said === "passedOn" ? IconSend : IconCircleCheck} />
            </span>
            <div className={row.what}>
              <Link
                to={subject === null ? `/i/${tenant.slug}` : addressOf(subject, tenant.slug)}
                className={row.title}
              >
                {objectCode} {title}
              </Link>
              <span className="small muted">
                {hasSeveral && `${tenant.shortName} · `}
                {said === "passedOn" ? t(`passedOn.${verb}`) : t(`resolved.${verb}`)}
              </span>
            </div>
            <div className={row.when}>
              {said === "passedOn"
                ? t("passedOn.at", { at: shortInstant(at) })
                : t("resolved.at", { at: shortInstant(at) })}
            </div>
          </li>
        ))}
      </ul>
      <div className="row">
        <ExportMenu file={traceFile(t, said, items)} />
      </div>
    </>
  );
}
