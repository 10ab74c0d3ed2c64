import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { InvitationStatus, Invitations_TenantFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import type { Status } from "../../../ui/status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";

const invitations = graphql(`
  fragment Invitations_tenant on Tenant {
    id
    invitations(first: 100) {
      nodes {
        id
        email
        displayName
        roles
        customRoles { id name }
        status
        expiresAt
        version
        viewerCan { revoke { allowed reason } resend { allowed reason } }
      }
      totalCount
    }
  }
`);

const RevokeInvitation = graphql(`
  mutation RevokeInvitation($input: InvitationInput!) {
    revokeInvitation(input: $input) { invitation { id status version viewerCan { revoke { allowed reason } resend { allowed reason } } } }
  }
`);

const ResendInvitation = graphql(`
  mutation ResendInvitation($input: InvitationInput!) {
    resendInvitation(input: $input) { invitation { id status expiresAt version viewerCan { revoke { allowed reason } resend { allowed reason } } } }
  }
`);

type Invitation = Invitations_TenantFragment["invitations"]["nodes"][number];

const statuses: Record<InvitationStatus, Status> = {
  PENDING: "WAITING",
  ACCEPTED: "ACCEPTED",
  REVOKED: "WITHDRAWN",
  EXPIRED: "EXPIRED",
};

/** Who was invited and has not come yet, or no longer may. */
export function Invitations({ tenant }: { tenant: FragmentType<typeof invitations> }) {
  const { t } = useI18n("tenancy");
  const { shortDate } = useFormat();
  const { nodes, totalCount } = useFragment(invitations, tenant).invitations;
  const [failure, setFailure] = useState<ApiError | null>(null);
  const revoke = useMutation(RevokeInvitation);
  const resend = useMutation(ResendInvitation);

  const columns: Column<Invitation>[] = [
    { key: "email", header: t("member.email"), cell: (row) => row.email },
    { key: "function", header: t("member.function"), priority: 3, cell: (row) => row.displayName },
    {
      key: "roles",
      header: t("member.roles"),
      priority: 2,
      cell: ({ roles, customRoles }) =>
        roles
          .filter((role) => role !== "CUSTOM")
          .map((role): string => t(`role.${role}`))
          .concat(customRoles.map(({ name }) => name))
          .join("; "),
    },
    {
      key: "status",
      header: t("invitation.status"),
      priority: 1,
      cell: (row) => (
        <StatusChip status={statuses[row.status]} label={t(`invitation.status.${row.status}`)} />
      ),
    },
    {
      key: "until",
      header: t("invitation.until"),
      priority: 4,
      cell: (row) => shortDate(dateInBucharest(new Date(row.expiresAt))),
    },
  ];

  async function act(mutation: typeof revoke | typeof resend, row: Invitation, done: "revoked" | "resent") {
    const { error } = await mutation.run({ id: row.id });
    setFailure(error);
    if (error === null) announce(t(`invitation.${done}`, { email: row.email }));
  }

  return (
    <Section title={t("people.invitations")} count={String(totalCount)}>
      {failure !== null && <ErrorBox error={failure} />}
      {nodes.length === 0 ? (
        <Empty text={t("invitations.empty")} />
      ) : (
        <DataTable
          caption={t("people.invitations")}
          columns={columns}
          rows={nodes}
          rowId={({ id }) => id}
          rowLabel={({ email }) => email}
          totalCount={totalCount}
          actions={(row) => [
            {
              label: t("invitation.resend"),
              disabledReason: row.viewerCan.resend.reason,
              onSelect: () => void act(resend, row, "resent"),
            },
            {
              label: t("invitation.revoke"),
              disabledReason: row.viewerCan.revoke.reason,
              onSelect: () => void act(revoke, row, "revoked"),
            },
          ]}
        />
      )}
    </Section>
  );
}
