import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { useForm } from "../../../ui/form/useForm";
import { CompartmentsField, type UnitChoice } from "./CompartmentsField";
import { CampaignAgain } from "./DueForm";

const Ask = graphql(`
  mutation AskControlCompartments($input: AskControlCompartmentsInput!) {
    askControlCompartments(input: $input) { controlCampaign { id ...CampaignDetail_campaign } }
  }
`);

type Props = { id: string; version: number; units: UnitChoice[]; onDone: () => void };

/** More compartments for a self-assessment that runs, as after a reorganisation. */
export function AskForm({ id, version, units, onDone }: Props) {
  const { t } = useI18n("control");
  const ask = useMutation(Ask);
  const form = useForm({
    initial: { unitIds: [] as string[] },
    thing: { version, again: () => askAgain(CampaignAgain, { id }) },
    check: ({ unitIds }) =>
      unitIds.length > 0 ? [] : [{ path: "unitIds", message: t("open.units.needed") }],
    send: async ({ unitIds }, expectedVersion) => {
      const { error } = await ask.run({ id, expectedVersion, unitIds });
      if (error !== null) return error;
      announce(t("ask.done", { count: unitIds.length }));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("ask.title")} submitLabel={t("ask.title")}>
      <CompartmentsField name="unitIds" label={t("open.units")} options={units} />
    </Form>
  );
}
