import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { DelegationRowFragment, DelegationsPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { ControlTabs } from "../ControlTabs";
import { useOfflineReason } from "../here";
import { validity, validityLook } from "../validity";

// The form is code of its own: most visits only read.
const DelegationForm = lazily(() => import("./DelegationForm"), "DelegationForm");

export const delegationRow = graphql(`
  fragment DelegationRow on ControlDelegation {
    id
    version
    number
    powers
    delegator { id displayName }
    delegate { id displayName }
    act
    validFrom
    validUntil
    limits
    isRevoked
    viewerCan { update { allowed reason } }
  }
`);

export const query = pageQuery(
  graphql(`
    query DelegationsPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { readControl { allowed } manageInventories { allowed reason } }
        controlDelegations { id ...DelegationRow }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<DelegationsPageQuery["tenant"]>;
type Row = DelegationRowFragment;

/** The register of delegations: who may do what for whom, by which act, until when. */
export function DelegationsPage() {
  const { t } = useI18n("control");
  const [, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const result = query.useResult();
  const mayManage = result.data?.tenant?.viewerCan.manageInventories.allowed ?? false;
  return (
    <Page
      title={t("delegations.title")}
      actions={
        mayManage && (
          <Button
            kind="filled"
            icon={IconPlus}
            disabledReason={offline}
            onClick={() => setSearch({ edit: "new" })}
          >
            {t("delegation.add")}
          </Button>
        )
      }
    >
      <ControlTabs />
      <p>{t("delegations.intro")}</p>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : (
            <Delegations tenant={tenant} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Delegations({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("control");
  const { shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const rows = tenant.controlDelegations.map((one) => readFragment(delegationRow, one));
  const edited = textOf(search.edit);
  const found = rows.find(({ id }) => id === edited) ?? null;
  const mayManage = tenant.viewerCan.manageInventories.allowed;
  const close = () => setSearch({ edit: undefined });
  const isOpen = edited === "new" ? mayManage : (found?.viewerCan.update.allowed ?? false);
  const today = todayInBucharest();
  const state = (row: Row) => validity(row, today);
  const columns: Column<Row>[] = [
    {
      key: "powers",
      header: t("delegation.powers"),
      file: [
        { kind: "WHOLE", title: t("delegation.number"), value: ({ number }) => number },
        { kind: "TEXT", value: ({ powers }) => powers },
      ],
      cell: ({ number, powers }) => t("delegation.named", { number, powers }),
    },
    {
      key: "delegator",
      header: t("delegation.delegator"),
      file: { kind: "TEXT", value: ({ delegator }) => delegator.displayName },
      priority: 2,
      cell: ({ delegator }) => delegator.displayName,
    },
    {
      key: "delegate",
      header: t("delegation.delegate"),
      file: { kind: "TEXT", value: ({ delegate }) => delegate.displayName },
      priority: 1,
      cell: ({ delegate }) => delegate.displayName,
    },
    {
      key: "act",
      header: t("delegation.act"),
      file: { kind: "TEXT", value: ({ act }) => act },
      priority: 2,
      cell: ({ act }) => act,
    },
    {
      key: "from",
      header: t("delegation.validFrom"),
      file: { kind: "DATE", value: ({ validFrom }) => validFrom },
      priority: 3,
      cell: ({ validFrom }) => shortDate(validFrom),
    },
    {
      key: "until",
      header: t("delegation.validUntil"),
      file: { kind: "DATE", value: ({ validUntil }) => validUntil },
      priority: 2,
      cell: ({ validUntil }) => (validUntil === null ? t("delegation.noEnd") : shortDate(validUntil)),
    },
    {
      key: "limits",
      header: t("delegation.limits"),
      file: { kind: "TEXT", value: ({ limits }) => limits },
      priority: 4,
      cell: ({ limits }) => limits ?? "–",
    },
    {
      key: "state",
      header: t("delegation.state"),
      file: { kind: "STATUS", value: (row) => t(`validity.${state(row)}`) },
      priority: 1,
      cell: (row) => <StatusChip status={validityLook[state(row)]} label={t(`validity.${state(row)}`)} />,
    },
  ];
  const caption = t("delegations.title");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={t("delegations.list")}
      count={String(rows.length)}
      actions={rows.length > 0 && <ExportMenu file={file} />}
    >
      <ListAndForm
        form={
          isOpen ? (
            <FormPanel key={edited} title={t(found ? "delegation.edit" : "delegation.add")} onClose={close}>
              <Suspense fallback={<SkeletonLines />}>
                <DelegationForm tenantId={tenant.id} entry={found} onDone={close} />
              </Suspense>
            </FormPanel>
          ) : null
        }
        list={
          rows.length === 0 ? (
            <Empty text={t(mayManage ? "delegations.empty.manage" : "delegations.empty")} />
          ) : (
            <DataTable
              caption={caption}
              columns={columns}
              // Beside the form there is room for what tells the rows apart.
              hidden={isOpen ? ["delegator", "act", "from", "until", "limits"] : []}
              rows={rows}
              rowId={({ id }) => id}
              rowLabel={({ number, powers }) => t("delegation.named", { number, powers })}
              {...(mayManage
                ? {
                    actions: ({ id }: Row) => [
                      { label: t("delegation.edit"), onSelect: () => setSearch({ edit: id }) },
                    ],
                  }
                : {})}
            />
          )
        }
      />
    </Section>
  );
}
