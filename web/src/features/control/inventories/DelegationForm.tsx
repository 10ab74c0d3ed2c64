import { graphql } from "../../../gql";
import type { DelegationRowFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { ThingHistory } from "../../journal/ThingHistory";
import { usePeople } from "../people";

const Create = graphql(`
  mutation CreateControlDelegation($input: CreateControlDelegationInput!) {
    createControlDelegation(input: $input) { tenant { id controlDelegations { id ...DelegationRow } } }
  }
`);

const Update = graphql(`
  mutation UpdateControlDelegation($input: UpdateControlDelegationInput!) {
    updateControlDelegation(input: $input) { controlDelegation { id ...DelegationRow } }
  }
`);

const Again = graphql(`
  query ControlDelegationAgain($id: ID!) { node(id: $id) { id ...DelegationRow } }
`);

type Props = {
  tenantId: string;
  /** Null for a new one. */
  entry: DelegationRowFragment | null;
  onDone: () => void;
};

/** A delegation by its act. Who delegated to whom does not change: another delegation is another act. */
export function DelegationForm({ tenantId, entry, onDone }: Props) {
  const { t } = useI18n("control");
  const create = useMutation(Create);
  const update = useMutation(Update);
  const key = useIdempotencyKey();
  const people = usePeople(entry?.delegator, entry?.delegate);
  const label = t(entry === null ? "delegation.add" : "delegation.edit");
  const form = useForm({
    initial: {
      powers: entry?.powers ?? "",
      delegatorId: entry?.delegator.id ?? null,
      delegateId: entry?.delegate.id ?? null,
      act: entry?.act ?? "",
      validFrom: (entry?.validFrom ?? todayInBucharest()) as string | null,
      validUntil: entry?.validUntil ?? null,
      limits: entry?.limits ?? "",
    },
    thing: entry && { version: entry.version, again: () => askAgain(Again, { id: entry.id }) },
    draft: { key: `control/delegation/${entry?.id ?? `new/${tenantId}`}`, label },
    check: ({ powers, delegatorId, delegateId, act, validFrom, validUntil }) => [
      ...(powers.trim().length < 3 ? [{ path: "powers", message: t("delegation.powers.needed") }] : []),
      ...(delegatorId ? [] : [{ path: "delegatorId", message: t("delegation.delegator.needed") }]),
      ...(delegateId ? [] : [{ path: "delegateId", message: t("delegation.delegate.needed") }]),
      ...(delegateId && delegateId === delegatorId
        ? [{ path: "delegateId", message: t("delegation.delegate.other") }]
        : []),
      ...(act.trim() === "" ? [{ path: "act", message: t("delegation.act.needed") }] : []),
      ...(validFrom ? [] : [{ path: "validFrom", message: t("delegation.validFrom.needed") }]),
      ...(validFrom && validUntil && validUntil < validFrom
        ? [{ path: "validUntil", message: t("delegation.validUntil.wrong") }]
        : []),
    ],
    send: async (values, expectedVersion) => {
      const all = {
        powers: values.powers.trim(),
        act: values.act.trim(),
        validFrom: values.validFrom ?? "",
        validUntil: values.validUntil || null,
        limits: values.limits.trim() || null,
      };
      const { error } =
        entry === null
          ? await create.run({
              ...all,
              tenantId,
              delegatorId: values.delegatorId ?? "",
              delegateId: values.delegateId ?? "",
              idempotencyKey: key.current(),
            })
          : await update.run({ ...all, id: entry.id, expectedVersion });
      if (error !== null) return error;
      key.renew();
      announce(t("delegation.saved"));
      onDone();
      return null;
    },
  });

  async function revoke(current: DelegationRowFragment) {
    const { error } = await update.run({
      id: current.id,
      expectedVersion: current.version,
      isRevoked: true,
    });
    if (error !== null) return form.fail(error);
    announce(t("delegation.revoked"));
    onDone();
  }

  return (
    <>
      <Form
        form={form}
        label={label}
        submitLabel={entry === null ? label : t("save")}
        actions={
          entry !== null &&
          !entry.isRevoked && (
            <Button kind="danger" isBusy={update.isBusy} onClick={() => void revoke(entry)}>
              {t("delegation.revoke")}
            </Button>
          )
        }
      >
        <TextField name="powers" label={t("delegation.powers")} help={t("delegation.powers.help")} rows={2} />
        {entry === null && (
          <>
            <PickerField name="delegatorId" label={t("delegation.delegator")} options={people} />
            <PickerField name="delegateId" label={t("delegation.delegate")} options={people} />
          </>
        )}
        <TextField name="act" label={t("delegation.act")} help={t("delegation.act.help")} />
        <DateField name="validFrom" label={t("delegation.validFrom")} />
        <DateField
          name="validUntil"
          label={t("delegation.validUntil")}
          help={t("delegation.validUntil.help")}
          optional
        />
        <TextField
          name="limits"
          label={t("delegation.limits")}
          help={t("delegation.limits.help")}
          rows={2}
          optional
        />
      </Form>
      {entry !== null && <ThingHistory id={entry.id} />}
    </>
  );
}
