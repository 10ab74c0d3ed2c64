import { useEffect } from "react";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import type { MemberRows_MembersFragment, Role } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { pagesOf } from "../../../lib/export/pages";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { memberFilter } from "./memberFilter";
import { roles } from "./roles";

const members = graphql(`
  fragment Members_tenant on Tenant {
    id
    members(first: 50, after: $after, filter: $filter) { ...MemberRows_members }
  }
`);

const memberRows = graphql(`
  fragment MemberRows_members on MembershipConnection {
    nodes {
      id
      displayName
      email
      expiresOn
      isActive
      isViewer
      hasSecondFactor
      unit { id nameRo nameEn }
      roles { role customRole { id name } unit { id nameRo nameEn } }
      viewerCan { update { allowed reason } }
    }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
`);

const AllMembers = graphql(`
  query MembersInFile($id: ID!, $filter: MembershipFilter, $after: String) {
    tenant(id: $id) { id members(first: 100, after: $after, filter: $filter) { ...MemberRows_members } }
  }
`);

type Props = {
  tenant: FragmentType<typeof members>;
  units: { id: string; nameRo: string; nameEn: string }[];
  isStale: boolean;
  more: (cursor: string | null | undefined) => Promise<void>;
};
type Member = MemberRows_MembersFragment["nodes"][number];

/** The register of people with its filters. */
export function Members({ tenant, units, isStale, more }: Props) {
  const { t } = useI18n("tenancy");
  const { t: ui } = useI18n("ui");
  const { shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const { id, members: list } = useFragment(members, tenant);
  const { nodes, totalCount, pageInfo } = useFragment(memberRows, list);
  const role = textOf(search.role);
  const unit = textOf(search.unit);
  const isFiltered = Boolean(textOf(search.text) || role || unit);
  const clear = () => setSearch({ text: undefined, role: undefined, unit: undefined });

  useEffect(() => {
    if (!isStale && isFiltered) announce(t("people.count", { count: totalCount }));
  }, [isStale, isFiltered, totalCount, t]);

  const columns: Column<Member>[] = [
    {
      key: "name",
      header: t("member.name"),
      file: { kind: "TEXT", value: ({ displayName }) => displayName },
      cell: (row) => (
        <>
          {row.displayName}
          {row.isViewer && <span className="muted"> ({t("member.you")})</span>}
        </>
      ),
    },
    {
      key: "roles",
      header: t("member.roles"),
      file: { kind: "TEXT", value: (row) => row.roles.map((one) => roleText(one)).join("; ") },
      priority: 1,
      cell: (row) => row.roles.map((one) => roleText(one)).join("; "),
    },
    {
      key: "unit",
      header: t("member.unit"),
      file: { kind: "TEXT", value: (row) => row.unit && localName(row.unit) },
      priority: 2,
      cell: (row) => (row.unit ? localName(row.unit) : "–"),
    },
    {
      key: "email",
      header: t("member.email"),
      file: { kind: "TEXT", value: ({ email }) => email },
      priority: 3,
      cell: (row) => row.email ?? "–",
    },
    ...(nodes.some(({ hasSecondFactor }) => hasSecondFactor !== null)
      ? [
          {
            key: "secondFactor",
            header: t("member.secondFactor"),
            file: { kind: "STATUS" as const, value: secondFactorInWords },
            priority: 4 as const,
            cell: secondFactorInWords,
          },
        ]
      : []),
    {
      key: "until",
      header: t("member.until"),
      file: [
        { kind: "DATE", value: ({ expiresOn }) => expiresOn },
        {
          title: t("member.access"),
          kind: "STATUS",
          value: ({ isActive }) => t(isActive ? "member.active" : "member.ended"),
        },
      ],
      priority: 4,
      cell: (row) =>
        row.isActive ? (
          row.expiresOn ? (
            shortDate(row.expiresOn)
          ) : (
            t("member.noEnd")
          )
        ) : (
          <StatusChip status="CLOSED" label={t("member.ended")} />
        ),
    },
  ];

  function secondFactorInWords({ hasSecondFactor }: Member): string {
    return hasSecondFactor ? t("member.secondFactor.on") : t("member.secondFactor.off");
  }

  function roleText({ role: code, customRole, unit: where }: Member["roles"][number]): string {
    const name = customRole?.name ?? t(`role.${code}`);
    return where === null ? name : t("role.inUnit", { role: name, unit: localName(where) });
  }

  return (
    <Section title={t("people.members")} count={String(totalCount)}>
      <FilterBar
        search={{ value: textOf(search.text), onChange: (text) => setSearch({ text }) }}
        filters={[
          {
            key: "role",
            label: t("member.role"),
            options: roles.map((value) => ({ value, label: t(`role.${value}`) })),
            chosen: role ? [role] : [],
            onChange: (chosen) => setSearch({ role: chosen.at(-1) as Role | undefined }),
          },
          {
            key: "unit",
            label: t("member.unit"),
            options: units.map((one) => ({ value: one.id, label: localName(one) })),
            chosen: unit ? [unit] : [],
            onChange: (chosen) => setSearch({ unit: chosen.at(-1) }),
          },
        ]}
        onClear={clear}
        file={{
          name: t("people.members"),
          caption: t("people.members"),
          note: search.ended ? t("people.withEnded") : undefined,
          columns: fileColumns(columns),
          total: totalCount,
          rows: pagesOf(AllMembers, { id, filter: memberFilter(search) }, (data) =>
            readFragment(memberRows, data.tenant?.members),
          ),
        }}
      >
        <label className="row">
          <input
            type="checkbox"
            checked={Boolean(search.ended)}
            onChange={(event) => setSearch({ ended: event.currentTarget.checked ? "1" : undefined })}
          />
          {t("people.showEnded")}
        </label>
      </FilterBar>
      {nodes.length === 0 ? (
        <Empty text={isFiltered ? ui("filter.none") : t("people.empty")} />
      ) : (
        <DataTable
          caption={t("people.members")}
          columns={columns}
          rows={nodes}
          rowId={({ id }) => id}
          rowLabel={({ displayName }) => displayName}
          totalCount={totalCount}
          isStale={isStale}
          hasMore={pageInfo.hasNextPage}
          onMore={() => void more(pageInfo.endCursor)}
          actions={(row) => [
            {
              label: t("member.edit"),
              disabledReason: row.viewerCan.update.reason,
              onSelect: () => setSearch({ edit: row.id }),
            },
          ]}
        />
      )}
    </Section>
  );
}
