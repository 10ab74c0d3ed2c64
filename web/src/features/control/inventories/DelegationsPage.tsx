import { graphql, useFragment as readFragment } from "../../../gql";
import type { DelegationRowFragment, DelegationsPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { StatusChip } from "../../../ui/StatusChip";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import type { Column } from "../../../ui/table/columns";
import { validity, validityLook } from "../validity";
import { Inventory, InventoryPage, type InventoryTexts } from "./Inventory";

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
  const result = query.useResult();
  const mayManage = result.data?.tenant?.viewerCan.manageInventories.allowed ?? false;
  return (
    <InventoryPage texts={useTexts(mayManage)} mayManage={mayManage}>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : (
            <Delegations tenant={tenant} />
          )
        }
      </Loaded>
    </InventoryPage>
  );
}

function Delegations({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("control");
  const mayManage = tenant.viewerCan.manageInventories.allowed;
  const { shortDate } = useFormat();
  const rows = tenant.controlDelegations.map((one) => readFragment(delegationRow, one));
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
  return (
    <Inventory
      texts={useTexts(mayManage)}
      mayManage={mayManage}
      entries={rows}
      shown={rows}
      columns={columns}
      spare={["delegator", "act", "from", "until", "limits"]}
      nameOf={({ number, powers }) => t("delegation.named", { number, powers })}
      formTitle={(found) => t(found ? "delegation.edit" : "delegation.add")}
      form={(found, close) => <DelegationForm tenantId={tenant.id} entry={found} onDone={close} />}
    />
  );
}

function useTexts(mayManage: boolean): InventoryTexts {
  const { t } = useI18n("control");
  return {
    title: t("delegations.title"),
    intro: t("delegations.intro"),
    list: t("delegations.list"),
    add: t("delegation.add"),
    edit: t("delegation.edit"),
    empty: t(mayManage ? "delegations.empty.manage" : "delegations.empty"),
  };
}
