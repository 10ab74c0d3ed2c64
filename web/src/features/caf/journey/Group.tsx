import { Suspense, useState } from "react";
import { useFragment as readFragment } from "../../../gql";
import type { CafMember_MemberFragment } from "../../../gql/graphql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { type Assessment, cafMember } from "../fragments";
import { useOfflineReason } from "../here";
import { isGuest } from "../people";
import { RemoveMemberDialog } from "./RemoveMemberDialog";

const MemberForm = lazily(() => import("./MemberForm"), "MemberForm");

export type Member = CafMember_MemberFragment;
type Props = { assessment: Assessment; min: number; max: number };

/** The self-assessment group: who is in it, as what, and who has submitted. Nobody's scores. */
export function Group({ assessment, min, max }: Props) {
  const { t } = useI18n("caf");
  const { shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const [removed, setRemoved] = useState<Member | null>(null);
  const members = assessment.members.map((one) => readFragment(cafMember, one));
  const { viewerCan, status, scoringAt } = assessment;
  const mayManage = viewerCan.update.allowed;
  const mayAdd = viewerCan.addMember.allowed;
  const edited = members.find(({ id }) => id === textOf(search.member)) ?? null;
  const isAdding = textOf(search.member) === "new";
  const close = () => setSearch({ member: undefined });
  const state = ({ submittedAt }: Member) =>
    scoringAt === null ? "waiting" : submittedAt === null ? "open" : "submitted";
  const look = { waiting: "PLANNED", open: "IN_PROGRESS", submitted: "SUBMITTED" } as const;
  const columns: Column<Member>[] = [
    {
      key: "member",
      header: t("member"),
      file: { kind: "TEXT", value: ({ person }) => person.displayName },
      cell: ({ person }) => person.displayName,
    },
    {
      key: "role",
      header: t("member.role"),
      file: { kind: "TEXT", value: ({ role }) => t(`member.role.${role}`) },
      priority: 1,
      cell: ({ role }) => t(`member.role.${role}`),
    },
    {
      key: "from",
      header: t("member.from"),
      file: {
        kind: "TEXT",
        value: ({ person }) => (isGuest(person) ? t("guest") : person.unit && localName(person.unit)),
      },
      priority: 2,
      cell: ({ person }) =>
        isGuest(person)
          ? person.expiresOn === null
            ? t("guest")
            : t("guest.until", { date: shortDate(person.expiresOn) })
          : person.unit === null
            ? "–"
            : localName(person.unit),
    },
    {
      key: "submitted",
      header: t("member.scores"),
      file: { kind: "STATUS", value: (row) => t(`member.scores.${state(row)}`) },
      priority: 1,
      cell: (row) => <StatusChip status={look[state(row)]} label={t(`member.scores.${state(row)}`)} />,
    },
  ];
  const caption = t("group.title");
  const file = {
    name: caption,
    caption,
    columns: fileColumns(columns),
    total: members.length,
    rows: members,
  };
  const isOddSize =
    (status === "PREPARATION" || status === "SCORING") &&
    members.length > 0 &&
    (members.length < min || members.length > max);
  const add = mayAdd && (
    <Button disabledReason={offline} onClick={() => setSearch({ member: "new" })}>
      {t("member.add")}
    </Button>
  );
  return (
    <Section
      title={caption}
      count={String(members.length)}
      part="group"
      note={t("group.note")}
      actions={
        members.length > 0 && (
          <>
            <ExportMenu file={file} />
            {add}
          </>
        )
      }
    >
      {isOddSize && <Banner>{t("group.size", { min, max, count: members.length })}</Banner>}
      {((mayAdd && isAdding) || (mayManage && edited !== null)) && (
        <Card>
          <FormPanel
            key={edited?.id ?? "new"}
            title={t(edited ? "member.edit" : "member.add")}
            onClose={close}
          >
            <Suspense fallback={<SkeletonLines />}>
              <MemberForm assessment={assessment} member={edited} members={members} onDone={close} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {members.length === 0 ? (
        <Empty text={t(mayAdd ? "group.empty.manage" : "group.empty")} action={!isAdding && add} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={members}
          rowId={({ id }) => id}
          rowLabel={({ person }) => person.displayName}
          {...(mayManage
            ? {
                actions: (member: Member) => [
                  {
                    label: t("member.edit"),
                    disabledReason: member.viewerCan.update.allowed ? offline : t("member.cannot"),
                    onSelect: () => setSearch({ member: member.id }),
                  },
                  {
                    label: t("member.remove"),
                    disabledReason: member.viewerCan.remove.allowed ? offline : t("member.cannot"),
                    onSelect: () => setRemoved(member),
                  },
                ],
              }
            : {})}
        />
      )}
      {removed !== null && <RemoveMemberDialog member={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}
