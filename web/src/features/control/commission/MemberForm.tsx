import { graphql } from "../../../gql";
import type { CommissionDetailFragment, CommissionRole } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { RadioField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { usePeople } from "../people";

const Add = graphql(`
  mutation AddCommissionMember($input: AddCommissionMemberInput!) {
    addCommissionMember(input: $input) { tenant { id monitoringCommission { ...CommissionDetail } } }
  }
`);

const Update = graphql(`
  mutation UpdateCommissionMember($input: UpdateCommissionMemberInput!) {
    updateCommissionMember(input: $input) { tenant { id monitoringCommission { ...CommissionDetail } } }
  }
`);

const Again = graphql(`
  query CommissionMemberAgain($id: ID!) { tenant(id: $id) { id monitoringCommission { ...CommissionDetail } } }
`);

const roles = ["CHAIR", "SECRETARY", "MEMBER"] as const satisfies CommissionRole[];

type Props = {
  tenantId: string;
  /** Null for somebody new. */
  entry: CommissionDetailFragment["members"][number] | null;
  onDone: () => void;
};

/** Somebody in the commission: as what, from when until when. */
export function MemberForm({ tenantId, entry, onDone }: Props) {
  const { t } = useI18n("control");
  const add = useMutation(Add);
  const update = useMutation(Update);
  const key = useIdempotencyKey();
  const people = usePeople();
  const label = t(entry === null ? "commission.member.add" : "commission.member.edit");
  const form = useForm({
    initial: {
      memberId: entry?.member.id ?? null,
      role: entry?.role ?? ("MEMBER" as CommissionRole),
      validFrom: (entry?.validFrom ?? todayInBucharest()) as string | null,
      validUntil: entry?.validUntil ?? null,
    },
    thing: entry && { version: entry.version, again: () => askAgain(Again, { id: tenantId }) },
    draft: { key: `control/commission-member/${entry?.id ?? `new/${tenantId}`}`, label },
    check: ({ memberId, validFrom, validUntil }) => [
      ...(memberId ? [] : [{ path: "memberId", message: t("commission.member.needed") }]),
      ...(validFrom ? [] : [{ path: "validFrom", message: t("delegation.validFrom.needed") }]),
      ...(validFrom && validUntil && validUntil < validFrom
        ? [{ path: "validUntil", message: t("delegation.validUntil.wrong") }]
        : []),
    ],
    send: async ({ memberId, role, validFrom, validUntil }, expectedVersion) => {
      const all = { role, validFrom: validFrom ?? "", validUntil: validUntil || null };
      const { error } =
        entry === null
          ? await add.run({ ...all, tenantId, memberId: memberId ?? "", idempotencyKey: key.current() })
          : await update.run({ ...all, id: entry.id, expectedVersion });
      if (error !== null) return error;
      key.renew();
      announce(t("commission.member.saved"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={label} submitLabel={entry === null ? label : t("save")}>
      {entry === null ? (
        <PickerField
          name="memberId"
          label={t("commission.member")}
          help={t("commission.member.help")}
          options={people}
        />
      ) : (
        <p>{entry.member.displayName}</p>
      )}
      <RadioField
        name="role"
        label={t("commission.role")}
        options={roles.map((value) => ({ value, label: t(`commission.role.${value}`) }))}
      />
      <DateField name="validFrom" label={t("commission.validFrom")} />
      <DateField
        name="validUntil"
        label={t("commission.validUntil")}
        help={t("commission.validUntil.help")}
        optional
      />
    </Form>
  );
}
