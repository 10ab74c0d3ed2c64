import { Suspense } from "react";
import type { MeetingDetailFragment } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import type { Status } from "../../../ui/status";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useOfflineReason } from "../here";

const AttendanceForm = lazily(() => import("./AttendanceForm"), "AttendanceForm");

type Row = MeetingDetailFragment["attendance"][number];

const look = {
  PRESENT: "PRESENT",
  REPRESENTED: "PRESENT",
  ABSENT: "ABSENT",
  NONE: "NO_DATA",
} as const satisfies Record<NonNullable<Row["status"]> | "NONE", Status>;

/** Who was there, of those who were in the commission on the day. */
export function Attendance({ meeting }: { meeting: MeetingDetailFragment }) {
  const { t } = useI18n("control");
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const rows = meeting.attendance;
  const mayUpdate = meeting.viewerCan.record.allowed && rows.length > 0;
  const leave = () => setSearch({ act: undefined });
  const columns: Column<Row>[] = [
    {
      key: "member",
      header: t("commission.member"),
      file: { kind: "TEXT", value: ({ member }) => member.member.displayName },
      cell: ({ member }) => member.member.displayName,
    },
    {
      key: "role",
      header: t("commission.role"),
      file: { kind: "TEXT", value: ({ member }) => t(`commission.role.${member.role}`) },
      priority: 2,
      cell: ({ member }) => t(`commission.role.${member.role}`),
    },
    {
      key: "unit",
      header: t("chain.unit"),
      file: { kind: "TEXT", value: ({ member: { member } }) => member.unit && localName(member.unit) },
      priority: 3,
      cell: ({ member: { member } }) => (member.unit === null ? "–" : localName(member.unit)),
    },
    {
      key: "status",
      header: t("attendance.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`attendance.${status ?? "NONE"}`) },
      priority: 1,
      cell: ({ status }) => (
        <StatusChip status={look[status ?? "NONE"]} label={t(`attendance.${status ?? "NONE"}`)} />
      ),
    },
  ];
  const caption = t("attendance.title");
  return (
    <Section
      title={caption}
      count={String(rows.length)}
      actions={
        rows.length > 0 && (
          <>
            <ExportMenu
              file={{ name: caption, caption, columns: fileColumns(columns), total: rows.length, rows }}
            />
            {mayUpdate && (
              <Button disabledReason={offline} onClick={() => setSearch({ act: "attendance" })}>
                {t("attendance.edit")}
              </Button>
            )}
          </>
        )
      }
    >
      {mayUpdate && textOf(search.act) === "attendance" && (
        <Card>
          <FormPanel title={t("attendance.edit")} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <AttendanceForm meeting={meeting} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {rows.length === 0 ? (
        <Empty text={t("attendance.empty")} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          rowId={({ member }) => member.id}
          rowLabel={({ member }) => member.member.displayName}
        />
      )}
    </Section>
  );
}
