import { useState } from "react";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import type { InvitationRows_InvitationsFragment, InvitationStatus } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { pagesOf } from "../../../lib/export/pages";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import type { Status } from "../../../ui/status";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";

const invitations = graphql(`
  fragment Invitations_tenant on Tenant {
    id
    invitations(first: 100) { ...InvitationRows_invitations }
  }
`);

const invitationRows = graphql(`
  fragment InvitationRows_invitations on InvitationConnection {
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
    pageInfo { hasNextPage endCursor }
  }
`);

const AllInvitations = graphql(`
  query InvitationsInFile($id: ID!, $after: String) {
    tenant(id: $id) { id invitations(first: 100, after: $after) { ...InvitationRows_invitations } }
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

type Invitation = InvitationRows_InvitationsFragment["nodes"][number];

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
  const { id, invitations: list } = useFragment(invitations, tenant);
  const { nodes, totalCount } = useFragment(invitationRows, list);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const revoke = useMutation(RevokeInvitation);
  const resend = useMutation(ResendInvitation);

  const columns: Column<Invitation>[] = [
    {
      key: "email",
      header: t("member.email"),
      file: { kind: "TEXT", value: ({ email }) => email },
      cell: (row) => row.email,
    },
    {
      key: "function",
      header: t("member.function"),
      file: { kind: "TEXT", value: ({ displayName }) => displayName },
      priority: 3,
      cell: (row) => row.displayName,
    },
    {
      key: "roles",
      header: t("member.roles"),
      file: { kind: "TEXT", value: rolesInWords },
      priority: 2,
      cell: rolesInWords,
    },
    {
      key: "status",
      header: t("invitation.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`invitation.status.${status}`) },
      priority: 1,
      cell: (row) => (
        <StatusChip status={statuses[row.status]} label={t(`invitation.status.${row.status}`)} />
      ),
    },
    {
      key: "until",
      header: t("invitation.until"),
      file: { kind: "DATE", value: ({ expiresAt }) => dateInBucharest(new Date(expiresAt)) },
      priority: 4,
      cell: (row) => shortDate(dateInBucharest(new Date(row.expiresAt))),
    },
  ];

  function rolesInWords({ roles, customRoles }: Invitation): string {
    return roles
      .filter((role) => role !== "CUSTOM")
      .map((role): string => t(`role.${role}`))
      .concat(customRoles.map(({ name }) => name))
      .join("; ");
  }

  const file = {
    name: t("people.invitations"),
    caption: t("people.invitations"),
    columns: fileColumns(columns),
    total: totalCount,
    rows: pagesOf(AllInvitations, { id }, (data) => readFragment(invitationRows, data.tenant?.invitations)),
  };

  async function act(mutation: typeof revoke | typeof resend, row: Invitation, done: "revoked" | "resent") {
    const { error } = await mutation.run({ id: row.id });
    setFailure(error);
    if (error === null) announce(t(`invitation.${done}`, { email: row.email }));
  }

  return (
    <Section
      title={t("people.invitations")}
      count={String(totalCount)}
      actions={nodes.length > 0 && <ExportMenu file={file} />}
    >
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
