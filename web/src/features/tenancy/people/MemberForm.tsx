import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { MemberForm_MembershipFragment, RolesField_RoleFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useResult } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { Loaded } from "../../../ui/state/Loaded";
import { ThingHistory } from "../../journal/ThingHistory";
import { EraseMember } from "./EraseMember";
import { ObjectsField } from "./ObjectsField";
import { ResetSecondFactor } from "./ResetSecondFactor";
import { RolesField, toRoleInput, type UnitOption } from "./RolesField";
import { grantOf, type RoleGrant } from "./roles";

const memberForm = graphql(`
  fragment MemberForm_membership on Membership {
    id
    version
    displayName
    email
    expiresOn
    isActive
    isErased
    grantedObjectIds
    tenant { id }
    unit { id }
    roles { role customRole { id name } unit { id } }
    viewerCan { update { allowed reason } end { allowed reason } }
    ...EraseMember_membership
    ...ResetSecondFactor_membership
  }
`);

const Member = graphql(`query Member($id: ID!) { node(id: $id) { id ...MemberForm_membership } }`);

const UpdateMembership = graphql(`
  mutation UpdateMembership($input: UpdateMembershipInput!) {
    updateMembership(input: $input) { membership { id ...MemberForm_membership } }
  }
`);

const EndMembership = graphql(`
  mutation EndMembership($input: EndMembershipInput!) {
    endMembership(input: $input) { membership { id ...MemberForm_membership } }
  }
`);

type Props = {
  id: string;
  tenant: Parameters<typeof RolesField>[0]["tenant"];
  units: UnitOption[];
  roles: { " $fragmentRefs"?: { RolesField_RoleFragment: RolesField_RoleFragment } }[];
  onClose: () => void;
};

/** The place of one person, also when the register does not show the row (a link from „De făcut”). */
export function MemberForm({ id, tenant, units, roles, onClose }: Props) {
  const { t } = useI18n("tenancy");
  const result = useResult(Member, { id });
  const node = result.data?.node;
  const member = node?.__typename === "Membership" ? (node as FragmentType<typeof memberForm>) : null;
  return (
    <FormPanel title={t("member.edit")} onClose={onClose}>
      <Loaded result={result}>
        {() =>
          member === null ? (
            <p>{t("member.gone")}</p>
          ) : (
            <Fields member={member} tenant={tenant} units={units} roles={roles} onClose={onClose} />
          )
        }
      </Loaded>
    </FormPanel>
  );
}

function Fields({
  member,
  tenant,
  units,
  roles,
  onClose,
}: Omit<Props, "id"> & { member: FragmentType<typeof memberForm> }) {
  const { t } = useI18n("tenancy");
  const data: MemberForm_MembershipFragment = useFragment(memberForm, member);
  const described = roles as unknown as RolesField_RoleFragment[];
  const update = useMutation(UpdateMembership);
  const before = data.roles.map(grantOf);
  const form = useForm({
    initial: {
      displayName: data.displayName,
      unitId: data.unit?.id ?? null,
      roles: before as RoleGrant[],
      expiresOn: data.expiresOn,
      objectIds: data.grantedObjectIds as string[],
    },
    thing: { version: data.version, again: () => askAgain(Member, { id: data.id }) },
    draft: { key: `tenancy/member/${data.id}`, label: data.displayName },
    check: ({ displayName, roles: grants }) => [
      ...(displayName.trim() === "" ? [{ path: "displayName", message: t("member.name.needed") }] : []),
      ...(grants.every(({ role }) => role === "")
        ? [{ path: "roles", message: t("member.roles.needed") }]
        : []),
    ],
    send: async ({ roles: grants, objectIds, ...values }, expectedVersion) => {
      const isGuest = grants.some(({ role }) => role === "GUEST");
      const { error } = await update.run({
        ...values,
        id: data.id,
        expectedVersion,
        roles: toRoleInput(grants, described),
        objectIds: isGuest ? objectIds : [],
      });
      if (error !== null) return error;
      announce(t("member.saved", { name: values.displayName }));
      onClose();
      return null;
    },
  });

  if (!data.viewerCan.update.allowed) return <p>{data.viewerCan.update.reason}</p>;
  return (
    <>
      {data.email && <p className="muted">{data.email}</p>}
      <EraseMember membership={data} />
      <Form form={form} submitLabel={t("member.save")}>
        <TextField name="displayName" label={t("member.function")} help={t("member.function.help")} />
        <PickerField
          name="unitId"
          label={t("member.unit")}
          options={units.map((unit) => ({ id: unit.id, label: localName(unit) }))}
          optional
        />
        <RolesField tenant={tenant} roles={roles} units={units} before={before} />
        <ObjectsField tenantId={data.tenant.id} />
        <DateField name="expiresOn" label={t("member.until")} optional />
      </Form>
      {data.isActive && <ResetSecondFactor membership={data} />}
      {data.isActive && <End member={data} onEnded={onClose} />}
      <ThingHistory id={data.id} />
    </>
  );
}

function End({ member, onEnded }: { member: MemberForm_MembershipFragment; onEnded: () => void }) {
  const { t } = useI18n("tenancy");
  const end = useMutation(EndMembership);
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { reason } = member.viewerCan.end;

  async function run() {
    const { error } = await end.run({ id: member.id, expectedVersion: member.version });
    setAsking(false);
    if (error !== null) return setRefusal(error.message);
    announce(t("member.end.done", { name: member.displayName }));
    onEnded();
  }

  return (
    <div>
      <Button kind="danger" disabledReason={refusal ?? reason} onClick={() => setAsking(true)}>
        {t("member.end")}
      </Button>
      {isAsking && (
        <Dialog title={t("member.end.title", { name: member.displayName })} onClose={() => setAsking(false)}>
          <p>{t("member.end.text")}</p>
          <DialogActions>
            <Button kind="filled" isBusy={end.isBusy} onClick={() => void run()}>
              {t("member.end")}
            </Button>
            <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}
