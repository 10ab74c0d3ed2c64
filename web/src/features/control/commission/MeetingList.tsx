import { Link, useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { CommissionPageQuery, MeetingRowFragment } from "../../../gql/graphql";
import { pagesOf } from "../../../lib/export/pages";
import { longDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card, Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere, useOfflineReason } from "../here";
import { meetingRow } from "./fragments";
import { MeetingState } from "./MeetingState";

const MeetingForm = lazily(() => import("./MeetingForm"), "MeetingForm");

const AllMeetings = graphql(`
  query AllCommissionMeetings($id: ID!, $after: String) {
    tenant(id: $id) {
      id
      commissionMeetings(first: 100, after: $after) {
        totalCount
        nodes { id ...MeetingRow }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

type Meetings = NonNullable<CommissionPageQuery["tenant"]>["commissionMeetings"];
type Props = {
  tenantId: string;
  meetings: Meetings;
  mayManage: boolean;
  onMore: (cursor: string | null) => void;
};

/** The meetings of the commission, the newest first. */
export function MeetingList({ tenantId, meetings, mayManage, onMore }: Props) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const rows = meetings.nodes.map((one) => readFragment(meetingRow, one));
  const isNew = mayManage && textOf(search.new) === "meeting";
  const present = ({ attendance }: MeetingRowFragment) =>
    attendance.filter(({ status }) => status === "PRESENT" || status === "REPRESENTED").length;
  const columns: Column<MeetingRowFragment>[] = [
    {
      key: "meeting",
      header: t("meeting"),
      file: [
        { kind: "WHOLE", title: t("meeting.number"), value: ({ number }) => number },
        { kind: "DATE", title: t("meeting.heldOn"), value: ({ heldOn }) => heldOn },
      ],
      cell: ({ id, number, heldOn }) => (
        <Link to={`/i/${slug}/control/commission/${id}`}>
          {t("meeting.named", { number, date: longDate(heldOn) })}
        </Link>
      ),
    },
    {
      key: "state",
      header: t("meeting.state"),
      file: { kind: "STATUS", value: ({ state }) => t(`meeting.state.${state}`) },
      priority: 1,
      cell: ({ state }) => <MeetingState state={state} />,
    },
    {
      key: "place",
      header: t("meeting.place"),
      file: { kind: "TEXT", value: ({ place }) => place },
      priority: 3,
      cell: ({ place }) => place ?? "–",
    },
    {
      key: "present",
      header: t("meeting.present"),
      file: [
        { kind: "WHOLE", value: present },
        { kind: "WHOLE", title: t("commission.members"), value: ({ attendance }) => attendance.length },
      ],
      priority: 2,
      cell: (row) =>
        row.state === "HELD" ? t("count.of", { done: present(row), all: row.attendance.length }) : "–",
    },
    {
      key: "decisions",
      header: t("meeting.decisions"),
      file: { kind: "WHOLE", value: ({ decisions }) => decisions.length },
      isNumeric: true,
      priority: 1,
      cell: ({ decisions }) => decisions.length,
    },
  ];
  const caption = t("meetings.title");
  const file = {
    name: caption,
    caption,
    columns: fileColumns(columns),
    total: meetings.totalCount,
    rows: pagesOf(AllMeetings, { id: tenantId }, ({ tenant }) =>
      tenant === null
        ? null
        : {
            ...tenant.commissionMeetings,
            nodes: tenant.commissionMeetings.nodes.map((one) => readFragment(meetingRow, one)),
          },
    ),
  };
  const add = mayManage && (
    <Button
      kind="filled"
      icon={IconPlus}
      disabledReason={offline}
      onClick={() => setSearch({ new: "meeting" })}
    >
      {t("meeting.add")}
    </Button>
  );
  return (
    <Section
      title={caption}
      count={String(meetings.totalCount)}
      actions={
        rows.length > 0 && (
          <>
            <ExportMenu file={file} />
            {add}
          </>
        )
      }
    >
      {isNew && (
        <Card>
          <FormPanel title={t("meeting.add")} onClose={() => setSearch({ new: undefined })}>
            <Suspense fallback={<SkeletonLines />}>
              <MeetingForm
                tenantId={tenantId}
                meeting={null}
                onDone={(id) => void navigate({ to: `/i/${slug}/control/commission/${id}` })}
              />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {rows.length === 0 ? (
        !isNew && <Empty text={t(mayManage ? "meetings.empty.manage" : "meetings.empty")} action={add} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowLabel={({ number }) => t("meeting.short", { number })}
          totalCount={meetings.totalCount}
          hasMore={meetings.pageInfo.hasNextPage}
          onMore={() => onMore(meetings.pageInfo.endCursor)}
        />
      )}
    </Section>
  );
}
