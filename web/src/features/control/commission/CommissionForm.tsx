import { graphql } from "../../../gql";
import type { CommissionDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";

const Save = graphql(`
  mutation SaveCommission($input: SaveCommissionInput!) {
    saveCommission(input: $input) { tenant { id monitoringCommission { ...CommissionDetail } } }
  }
`);

const Again = graphql(`
  query CommissionAgain($id: ID!) { tenant(id: $id) { id monitoringCommission { ...CommissionDetail } } }
`);

type Props = {
  tenantId: string;
  /** Null before the commission was set up. */
  commission: CommissionDetailFragment | null;
  onDone: () => void;
};

/** The decision of the head that set the commission up. */
export function CommissionForm({ tenantId, commission, onDone }: Props) {
  const { t } = useI18n("control");
  const save = useMutation(Save);
  const label = t(commission === null ? "commission.decision.add" : "commission.decision.edit");
  const form = useForm({
    initial: {
      decisionNumber: commission?.decisionNumber ?? "",
      decisionOn: commission?.decisionOn ?? null,
    },
    thing: commission && {
      version: commission.version,
      again: () => askAgain(Again, { id: tenantId }),
    },
    draft: { key: `control/commission/${tenantId}`, label },
    check: ({ decisionNumber, decisionOn }) => [
      ...(decisionNumber.trim() === ""
        ? [{ path: "decisionNumber", message: t("commission.decision.number.needed") }]
        : []),
      ...(decisionOn ? [] : [{ path: "decisionOn", message: t("commission.decision.on.needed") }]),
    ],
    send: async ({ decisionNumber, decisionOn }, expectedVersion) => {
      const { error } = await save.run({
        tenantId,
        ...(commission === null ? {} : { expectedVersion }),
        decisionNumber: decisionNumber.trim(),
        decisionOn: decisionOn ?? "",
      });
      if (error !== null) return error;
      announce(t("commission.decision.saved"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={label} submitLabel={commission === null ? label : t("save")}>
      <TextField
        name="decisionNumber"
        label={t("commission.decision.number")}
        help={t("commission.decision.number.help")}
      />
      <DateField name="decisionOn" label={t("commission.decision.on")} />
    </Form>
  );
}
