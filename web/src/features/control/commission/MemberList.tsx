import { Suspense } from "react";
import type { CommissionDetailFragment } from "../../../gql/graphql";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
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
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useOfflineReason } from "../here";
import { validity, validityLook } from "../validity";

const MemberForm = lazily(() => import("./MemberForm"), "MemberForm");

type Member = CommissionDetailFragment["members"][number];
type Props = { tenantId: string; commission: CommissionDetailFragment; mayManage: boolean };

const rank = { CHAIR: 0, SECRETARY: 1, MEMBER: 2 } as const;

/** Who is and was in the commission, the chair first. */
export function MemberList({ tenantId, commission, mayManage }: Props) {
  const { t } = useI18n("control");
  const { shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const today = todayInBucharest();
  const state = (one: Member) => validity(one, today);
  const rows = commission.members.toSorted(
    (one, other) =>
      Number(state(one) === "ended") - Number(state(other) === "ended") || rank[one.role] - rank[other.role],
  );
  const edited = textOf(search.member);
  const found = rows.find(({ id }) => id === edited) ?? null;
  const close = () => setSearch({ member: undefined });
  const columns: Column<Member>[] = [
    {
      key: "member",
      header: t("commission.member"),
      file: { kind: "TEXT", value: ({ member }) => member.displayName },
      cell: ({ member }) => member.displayName,
    },
    {
      key: "role",
      header: t("commission.role"),
      file: { kind: "TEXT", value: ({ role }) => t(`commission.role.${role}`) },
      priority: 1,
      cell: ({ role }) => t(`commission.role.${role}`),
    },
    {
      key: "unit",
      header: t("chain.unit"),
      file: { kind: "TEXT", value: ({ member: { unit } }) => unit && localName(unit) },
      priority: 2,
      cell: ({ member: { unit } }) => (unit === null ? "–" : localName(unit)),
    },
    {
      key: "from",
      header: t("commission.validFrom"),
      file: { kind: "DATE", value: ({ validFrom }) => validFrom },
      priority: 3,
      cell: ({ validFrom }) => shortDate(validFrom),
    },
    {
      key: "until",
      header: t("commission.validUntil"),
      file: { kind: "DATE", value: ({ validUntil }) => validUntil },
      priority: 3,
      cell: ({ validUntil }) => (validUntil === null ? "–" : shortDate(validUntil)),
    },
    {
      key: "state",
      header: t("delegation.state"),
      file: { kind: "STATUS", value: (row) => t(`member.validity.${state(row)}`) },
      priority: 2,
      cell: (row) => (
        <StatusChip status={validityLook[state(row)]} label={t(`member.validity.${state(row)}`)} />
      ),
    },
  ];
  const caption = t("commission.members");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={caption}
      count={String(rows.length)}
      actions={
        <>
          {rows.length > 0 && <ExportMenu file={file} />}
          {mayManage && (
            <Button disabledReason={offline} onClick={() => setSearch({ member: "new" })}>
              {t("commission.member.add")}
            </Button>
          )}
        </>
      }
    >
      {mayManage && (edited === "new" || found !== null) && (
        <Card>
          <FormPanel
            key={edited}
            title={t(found ? "commission.member.edit" : "commission.member.add")}
            onClose={close}
          >
            <Suspense fallback={<SkeletonLines />}>
              <MemberForm tenantId={tenantId} entry={found} onDone={close} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {rows.length === 0 ? (
        <Empty text={t("commission.members.empty")} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowLabel={({ member }) => member.displayName}
          {...(mayManage
            ? {
                actions: ({ id }: Member) => [
                  { label: t("commission.member.edit"), onSelect: () => setSearch({ member: id }) },
                ],
              }
            : {})}
        />
      )}
    </Section>
  );
}
