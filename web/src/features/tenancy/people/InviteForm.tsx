import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { RolesField_RoleFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { client } from "../../../lib/api/client";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { localName } from "../../../lib/viewer";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { ObjectsField } from "./ObjectsField";
import { RolesField, toRoleInput } from "./RolesField";
import type { RoleGrant } from "./roles";

const inviteForm = graphql(`
  fragment InviteForm_tenant on Tenant { id units { id nameRo nameEn isRetired } ...RolesField_tenant }
`);

const InviteMember = graphql(`
  mutation InviteMember($input: InviteMemberInput!) { inviteMember(input: $input) { invitation { id } } }
`);

/** Read again after an invitation: a new row has no place in the cached list. */
export const InvitationsAgain = graphql(`
  query InvitationsAgain($id: ID!) { tenant(id: $id) { id ...Invitations_tenant } }
`);

type Props = {
  tenant: FragmentType<typeof inviteForm>;
  roles: { " $fragmentRefs"?: { RolesField_RoleFragment: RolesField_RoleFragment } }[];
  onDone: () => void;
};

/** Invites a person by address: as what, where, with which roles, until when. */
export function InviteForm({ tenant, roles, onDone }: Props) {
  const { t } = useI18n("tenancy");
  const data = useFragment(inviteForm, tenant);
  const { id, units } = data;
  const invite = useMutation(InviteMember);
  const key = useIdempotencyKey();
  const described = roles as unknown as RolesField_RoleFragment[];
  const inUse = units.filter(({ isRetired }) => !isRetired);
  const form = useForm({
    initial: {
      email: "",
      displayName: "",
      unitId: null as string | null,
      roles: [{ role: "", unitId: null }] as RoleGrant[],
      expiresOn: null as string | null,
      objectIds: [] as string[],
    },
    draft: { key: `tenancy/invite/${id}`, label: t("people.invite") },
    check: ({ email, displayName, roles: grants }) => [
      ...(email.trim() === "" ? [{ path: "email", message: t("member.email.needed") }] : []),
      ...(displayName.trim() === "" ? [{ path: "displayName", message: t("member.name.needed") }] : []),
      ...(grants.every(({ role }) => role === "")
        ? [{ path: "roles", message: t("member.roles.needed") }]
        : []),
    ],
    send: async ({ roles: grants, objectIds, ...values }) => {
      const isGuest = grants.some(({ role }) => role === "GUEST");
      const { error } = await invite.run({
        ...values,
        tenantId: id,
        roles: toRoleInput(grants, described),
        objectIds: isGuest ? objectIds : [],
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      announce(t("invite.sent", { email: values.email }));
      void client.get().query(InvitationsAgain, { id }, { requestPolicy: "network-only" }).toPromise();
      onDone();
      return null;
    },
  });

  return (
    <Form form={form} submitLabel={t("invite.submit")}>
      <TextField
        name="email"
        label={t("member.email")}
        help={t("invite.email.help")}
        type="email"
        autoComplete="off"
      />
      <TextField name="displayName" label={t("member.function")} help={t("member.function.help")} />
      <PickerField
        name="unitId"
        label={t("member.unit")}
        options={inUse.map((unit) => ({ id: unit.id, label: localName(unit) }))}
        optional
      />
      <RolesField tenant={data} roles={roles} units={inUse} before={[]} />
      <ObjectsField tenantId={id} />
      <DateField name="expiresOn" label={t("member.until")} optional />
    </Form>
  );
}
