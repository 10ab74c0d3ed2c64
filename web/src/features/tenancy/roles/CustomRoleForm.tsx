import { useWatch } from "react-hook-form";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { Permission } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Effect } from "./Effect";
import { PermissionsField } from "./PermissionsField";

const tenantOf = graphql(`
  fragment CustomRoleForm_tenant on Tenant { id grantablePermissions { permission sentence } }
`);

const roleOf = graphql(`
  fragment CustomRoleForm_role on CustomRole {
    id
    version
    name
    description
    holderCount
    permissions { permission sentence }
  }
`);

const CustomRoleAgain = graphql(`
  query CustomRoleAgain($id: ID!) { node(id: $id) { id ...CustomRoleForm_role } }
`);

const CreateCustomRole = graphql(`
  mutation CreateCustomRole($input: CreateCustomRoleInput!) {
    createCustomRole(input: $input) {
      customRole { id ...CustomRoleForm_role }
      tenant { id customRoles { id ...CustomRoleForm_role viewerCan { update { allowed reason } } } }
    }
  }
`);

const UpdateCustomRole = graphql(`
  mutation UpdateCustomRole($input: UpdateCustomRoleInput!) {
    updateCustomRole(input: $input) {
      customRole { id ...CustomRoleForm_role permissions { permission sentence isBoundToUnit } }
    }
  }
`);

const DeleteCustomRole = graphql(`
  mutation DeleteCustomRole($input: DeleteCustomRoleInput!) {
    deleteCustomRole(input: $input) { deletedCustomRoleId tenant { id customRoles { id } } }
  }
`);

type Props = {
  tenant: FragmentType<typeof tenantOf>;
  /** Null for a new one. */
  role: FragmentType<typeof roleOf> | null;
  onDone: () => void;
};

/** Composes a role: its name, who it is for, what it may do, and what that changes for whom. */
export function CustomRoleForm({ tenant, role, onDone }: Props) {
  const { t } = useI18n("tenancy");
  const { id: tenantId, grantablePermissions } = useFragment(tenantOf, tenant);
  const data = useFragment(roleOf, role);
  const create = useMutation(CreateCustomRole);
  const update = useMutation(UpdateCustomRole);
  const remove = useMutation(DeleteCustomRole);
  const key = useIdempotencyKey();
  const held = data?.permissions.map(({ permission }) => permission) ?? [];
  const form = useForm({
    initial: { name: data?.name ?? "", description: data?.description ?? "", permissions: held },
    thing: data && { version: data.version, again: () => askAgain(CustomRoleAgain, { id: data.id }) },
    draft: {
      key: `tenancy/role/${data?.id ?? `new/${tenantId}`}`,
      label: data === null ? t("customRole.add") : data.name,
    },
    check: ({ name, permissions }) => [
      ...(name.trim() === "" ? [{ path: "name", message: t("customRole.name.needed") }] : []),
      ...(permissions.length === 0
        ? [{ path: "permissions", message: t("customRole.permissions.needed") }]
        : []),
    ],
    send: async (values, expectedVersion) => {
      const { error } =
        data === null
          ? await create.run({ ...values, tenantId, idempotencyKey: key.current() })
          : await update.run({ ...values, id: data.id, expectedVersion });
      if (error !== null) return error;
      key.renew();
      announce(t("customRole.saved", { name: values.name }));
      onDone();
      return null;
    },
  });
  const permissions = useWatch({ control: form.hook.control, name: "permissions" });
  // What the role holds already stays choosable, also for who could not give it.
  const missing = data?.permissions.filter(
    ({ permission }) => !grantablePermissions.some((one) => one.permission === permission),
  );

  async function discard() {
    if (data === null) return;
    const { error } = await remove.run({ id: data.id, expectedVersion: data.version });
    if (error !== null) return form.fail(error);
    const { name, description } = data;
    offerUndo({
      text: t("customRole.deleted", { name }),
      undo: async () => void (await create.run({ tenantId, name, description, permissions: held })),
    });
    onDone();
  }

  return (
    <Form
      form={form}
      submitLabel={data === null ? t("customRole.add") : t("customRole.save")}
      actions={
        data !== null && (
          <Button
            kind="danger"
            isBusy={remove.isBusy}
            disabledReason={data.holderCount > 0 ? t("customRole.held", { count: data.holderCount }) : null}
            onClick={() => void discard()}
          >
            {t("customRole.delete")}
          </Button>
        )
      }
    >
      <TextField name="name" label={t("customRole.name")} help={t("customRole.name.help")} />
      <TextField name="description" label={t("customRole.description")} rows={2} optional />
      <PermissionsField options={[...grantablePermissions, ...(missing ?? [])]} />
      {data !== null && <Effect id={data.id} before={held} after={permissions as Permission[]} />}
    </Form>
  );
}
