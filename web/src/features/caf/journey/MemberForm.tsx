import type { CafGroupRole } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Form } from "../../../ui/form/Form";
import { RadioField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import type { Assessment } from "../fragments";
import { AddMember, AssessmentAgain, UpdateMember } from "../operations";
import { usePeople } from "../people";
import { groupRoles } from "../words";
import type { Member } from "./Group";

type Props = {
  assessment: Assessment;
  /** Null for somebody new. */
  member: Member | null;
  members: Member[];
  onDone: () => void;
};

/** Somebody in the group, and as what. The form stays open for the next one. */
export function MemberForm({ assessment, member, members, onDone }: Props) {
  const { t } = useI18n("caf");
  const add = useMutation(AddMember);
  const update = useMutation(UpdateMember);
  const key = useIdempotencyKey();
  const people = usePeople({ guestsOf: assessment.id, without: members.map(({ person }) => person.id) });
  const label = t(member === null ? "member.add" : "member.edit");
  const form = useForm({
    initial: { memberId: null as string | null, role: member?.role ?? ("MEMBER" as CafGroupRole) },
    thing: member && {
      version: member.version,
      again: () => askAgain(AssessmentAgain, { id: assessment.id }),
    },
    check: ({ memberId }) =>
      member !== null || memberId ? [] : [{ path: "memberId", message: t("member.needed") }],
    send: async ({ memberId, role }, expectedVersion) => {
      const { error } =
        member === null
          ? await add.run({
              assessmentId: assessment.id,
              memberId: memberId ?? "",
              role,
              idempotencyKey: key.current(),
            })
          : await update.run({ id: member.id, expectedVersion, role });
      if (error !== null) return error;
      key.renew();
      if (member !== null) {
        announce(t("member.saved"));
        onDone();
        return null;
      }
      announce(t("member.added", { who: people.find(({ id }) => id === memberId)?.label ?? "" }));
      form.hook.reset({ memberId: null, role: "MEMBER" });
      form.hook.setFocus("memberId");
      return null;
    },
  });
  return (
    <Form form={form} label={label} submitLabel={member === null ? label : t("save")}>
      {member === null ? (
        <PickerField name="memberId" label={t("member")} help={t("member.help")} options={people} />
      ) : (
        <p>{member.person.displayName}</p>
      )}
      <RadioField
        name="role"
        label={t("member.role")}
        options={groupRoles.map((value) => ({
          value,
          label: t(`member.role.${value}`),
          help: t(`member.role.${value}.help`),
        }))}
      />
    </Form>
  );
}
