import { useEffect } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { Members_TenantFragment, Role } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { roles } from "./roles";

const members = graphql(`
  fragment Members_tenant on Tenant {
    id
    members(first: 50, after: $after, filter: $filter) {
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
  }
`);

type Props = {
  tenant: FragmentType<typeof members>;
  units: { id: string; nameRo: string; nameEn: string }[];
  isStale: boolean;
  more: (cursor: string | null | undefined) => Promise<void>;
};
type Member = Members_TenantFragment["members"]["nodes"][number];

/** The register of people with its filters. */
export function Members({ tenant, units, isStale, more }: Props) {
  const { t } = useI18n("tenancy");
  const { t: ui } = useI18n("ui");
  const { shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const { nodes, totalCount, pageInfo } = useFragment(members, tenant).members;
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
      priority: 1,
      cell: (row) => row.roles.map((one) => roleText(one)).join("; "),
    },
    {
      key: "unit",
      header: t("member.unit"),
      priority: 2,
      cell: (row) => (row.unit ? localName(row.unit) : "–"),
    },
    { key: "email", header: t("member.email"), priority: 3, cell: (row) => row.email ?? "–" },
    ...(nodes.some(({ hasSecondFactor }) => hasSecondFactor !== null)
      ? [
          {
            key: "secondFactor",
            header: t("member.secondFactor"),
            priority: 4 as const,
            cell: (row: Member) =>
              row.hasSecondFactor ? t("member.secondFactor.on") : t("member.secondFactor.off"),
          },
        ]
      : []),
    {
      key: "until",
      header: t("member.until"),
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
