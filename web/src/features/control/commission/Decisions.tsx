import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import type { MeetingDetailFragment } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Deadline } from "../../../ui/Deadline";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card, Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere, useOfflineReason, useOwnPlace } from "../here";

const DecisionForm = lazily(() => import("./DecisionForm"), "DecisionForm");
const DecisionAction = lazily(() => import("./DecisionAction"), "DecisionAction");

type Row = MeetingDetailFragment["decisions"][number];

/** What was decided, and the actions of plans that carry it out. */
export function Decisions({ meeting }: { meeting: MeetingDetailFragment }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const mayReadPlans = useOwnPlace()?.tenant.viewerCan.readPlans.allowed ?? false;
  const rows = meeting.decisions;
  const mayUpdate = meeting.viewerCan.record.allowed;
  const isNew = mayUpdate && textOf(search.act) === "decide";
  const named = rows.find(({ id }) => id === textOf(search.decision));
  const corrected = textOf(search.act) === "correct" ? named : undefined;
  const turned = textOf(search.act) === "correct" ? undefined : named;
  const leave = () => setSearch({ act: undefined, decision: undefined });
  const columns: Column<Row>[] = [
    {
      key: "decision",
      header: t("decision"),
      file: [
        { kind: "CODE", title: t("chain.code"), value: ({ code }) => code },
        { kind: "TEXT", value: ({ text }) => text },
      ],
      cell: ({ code, text }) => t("chain.named", { code, title: text }),
    },
    {
      key: "responsible",
      header: t("decision.responsible"),
      file: { kind: "TEXT", value: ({ responsible }) => responsible?.displayName ?? null },
      priority: 2,
      cell: ({ responsible }) => responsible?.displayName ?? "–",
    },
    {
      key: "due",
      header: t("chain.dueOn"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 1,
      cell: ({ dueOn }) => (dueOn === null ? "–" : <Deadline dueOn={dueOn} isBare />),
    },
    {
      key: "actions",
      header: t("decision.actions"),
      file: {
        kind: "TEXT",
        value: ({ actions }) => actions.map(({ code }) => code).join("; ") || null,
      },
      priority: 1,
      cell: ({ actions }) =>
        actions.length === 0 ? (
          <span className="muted">{t("decision.actions.none")}</span>
        ) : (
          <ul>
            {actions.map(({ id, code, title }) => (
              <li key={id}>
                <Link to={`/i/${slug}/actions/${id}`}>{t("chain.named", { code, title })}</Link>
              </li>
            ))}
          </ul>
        ),
    },
  ];
  const caption = t("meeting.decisions");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={caption}
      count={String(rows.length)}
      actions={
        <>
          {rows.length > 0 && <ExportMenu file={file} />}
          {mayUpdate && (
            <Button
              disabledReason={offline}
              onClick={() => setSearch({ act: "decide", decision: undefined })}
            >
              {t("decision.add")}
            </Button>
          )}
        </>
      }
    >
      {isNew && (
        <Card>
          <FormPanel title={t("decision.add")} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <DecisionForm meeting={meeting} decision={null} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {corrected?.viewerCan.update.allowed && (
        <Card>
          <FormPanel
            key={corrected.id}
            title={t("decision.edit.of", { code: corrected.code })}
            onClose={leave}
          >
            <Suspense fallback={<SkeletonLines />}>
              <DecisionForm meeting={meeting} decision={corrected} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {turned !== undefined && mayReadPlans && (
        <Card>
          <FormPanel key={turned.id} title={t("decision.toAction.of", { code: turned.code })} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <DecisionAction meetingId={meeting.id} decision={turned} onClose={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {rows.length === 0 ? (
        !isNew && <Empty text={t(mayUpdate ? "decisions.empty.manage" : "decisions.empty")} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowLabel={({ code, text }) => t("chain.named", { code, title: text })}
          {...(mayReadPlans || mayUpdate
            ? {
                actions: ({ id, viewerCan }: Row) => [
                  ...(mayUpdate
                    ? [
                        {
                          label: t("decision.edit"),
                          disabledReason: viewerCan.update.reason ?? offline,
                          onSelect: () => setSearch({ decision: id, act: "correct" }),
                        },
                      ]
                    : []),
                  ...(mayReadPlans
                    ? [
                        {
                          label: t("decision.toAction"),
                          disabledReason: offline,
                          onSelect: () => setSearch({ decision: id, act: undefined }),
                        },
                      ]
                    : []),
                ],
              }
            : {})}
        />
      )}
    </Section>
  );
}
