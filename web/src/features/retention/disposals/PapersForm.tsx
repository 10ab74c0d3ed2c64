import { type FragmentType, graphql, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { UpdateDisposal } from "./operations";

const papers = graphql(`
  fragment PapersForm_disposal on Disposal {
    id
    version
    minutesNumber
    minutesOn
    confirmationNumber
    confirmationOn
    viewerCan { note { allowed } }
  }
`);

const PapersAgain = graphql(`
  query PapersAgain($id: ID!) { disposal(id: $id) { id ...PapersForm_disposal } }
`);

/** The minutes of the commission and the confirmation of the National Archives. */
export function PapersForm({ disposal }: { disposal: FragmentType<typeof papers> }) {
  const data = useFragment(papers, disposal);
  return data.viewerCan.note.allowed ? <Fields {...data} /> : null;
}

type Data = {
  id: string;
  version: number;
  minutesNumber: string | null;
  minutesOn: string | null;
  confirmationNumber: string | null;
  confirmationOn: string | null;
};

function Fields({ id, version, minutesNumber, minutesOn, confirmationNumber, confirmationOn }: Data) {
  const { t } = useI18n("retention");
  const update = useMutation(UpdateDisposal);
  const form = useForm({
    initial: {
      minutesNumber: minutesNumber ?? "",
      minutesOn,
      confirmationNumber: confirmationNumber ?? "",
      confirmationOn,
    },
    thing: { version, again: () => askAgain(PapersAgain, { id }) },
    draft: { key: `retention/disposal/${id}/papers`, label: t("papers.title") },
    send: async (values, expectedVersion) => {
      const { error } = await update.run({
        id,
        expectedVersion,
        minutesNumber: values.minutesNumber.trim() || null,
        minutesOn: values.minutesOn || null,
        confirmationNumber: values.confirmationNumber.trim() || null,
        confirmationOn: values.confirmationOn || null,
      });
      if (error === null) announce(t("papers.saved"));
      return error;
    },
  });
  return (
    <Form form={form} label={t("papers.title")} submitLabel={t("papers.save")}>
      <TextField name="minutesNumber" label={t("papers.minutesNumber")} optional />
      <DateField name="minutesOn" label={t("papers.minutesOn")} optional />
      <TextField name="confirmationNumber" label={t("papers.confirmationNumber")} optional />
      <DateField name="confirmationOn" label={t("papers.confirmationOn")} optional />
    </Form>
  );
}
