import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { longDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { useForm } from "../../../ui/form/useForm";

export const CampaignAgain = graphql(`
  query ControlCampaignAgain($id: ID!) { controlCampaign(id: $id) { id ...CampaignDetail_campaign } }
`);

const Update = graphql(`
  mutation UpdateControlCampaign($input: UpdateControlCampaignInput!) {
    updateControlCampaign(input: $input) { controlCampaign { id ...CampaignDetail_campaign } }
  }
`);

type Props = { id: string; version: number; dueOn: string; onDone: () => void };

/** Another day until when compartments hand in. */
export function DueForm({ id, version, dueOn, onDone }: Props) {
  const { t } = useI18n("control");
  const update = useMutation(Update);
  const form = useForm({
    initial: { dueOn: dueOn as string | null },
    thing: { version, again: () => askAgain(CampaignAgain, { id }) },
    draft: { key: `control/due/${id}`, label: t("due.title") },
    check: (values) => (values.dueOn ? [] : [{ path: "dueOn", message: t("campaign.dueOn.needed") }]),
    send: async (values, expectedVersion) => {
      const day = values.dueOn ?? "";
      const { error } = await update.run({ id, expectedVersion, dueOn: day });
      if (error !== null) return error;
      announce(t("due.done", { date: longDate(day) }));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("due.title")} submitLabel={t("save")}>
      <DateField name="dueOn" label={t("campaign.dueOn")} help={t("campaign.dueOn.help")} />
    </Form>
  );
}
