import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { useForm } from "../../../ui/form/useForm";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useProposedDay } from "../deadlines/days";
import { CompartmentsField } from "../hub/CompartmentsField";

const Open = graphql(`
  mutation OpenSubordinateControlCampaigns($input: OpenSubordinateControlCampaignsInput!) {
    openSubordinateControlCampaigns(input: $input) { subordinates { institutionId state } }
  }
`);

type Props = {
  tenantId: string;
  year: number;
  /** Those that have no self-assessment for the year. */
  institutions: { id: string; name: string }[];
  onDone: () => void;
};

/** The form, once it is known which day to propose. */
export function OpenForSubordinates(props: Props) {
  const { isReady, day } = useProposedDay(props.tenantId, props.year);
  return isReady ? <OpenForm {...props} proposedDay={day} /> : <SkeletonLines />;
}

/** Opens the self-assessment of a year in the institutions under one, with the day until which they answer. */
function OpenForm({
  tenantId,
  year,
  institutions,
  onDone,
  proposedDay,
}: Props & { proposedDay: string | null }) {
  const { t } = useI18n("control");
  const open = useMutation(Open);
  const form = useForm({
    initial: { dueOn: proposedDay, institutionIds: institutions.map(({ id }) => id) },
    draft: { key: `control/subordinates/${tenantId}/${year}`, label: t("subordinates.open") },
    check: ({ dueOn, institutionIds }) => [
      ...(dueOn ? [] : [{ path: "dueOn", message: t("campaign.dueOn.needed") }]),
      ...(institutionIds.length > 0
        ? []
        : [{ path: "institutionIds", message: t("subordinates.open.needed") }]),
    ],
    send: async ({ dueOn, institutionIds }) => {
      const { data, error } = await open.run({ tenantId, year, dueOn: dueOn ?? "", institutionIds });
      if (error !== null) return error;
      const opened = data.openSubordinateControlCampaigns.subordinates.filter(
        ({ institutionId, state }) => institutionIds.includes(institutionId) && state !== "NOT_STARTED",
      ).length;
      const left = institutionIds.length - opened;
      announce(
        left === 0
          ? t("subordinates.open.done", { count: opened })
          : t("subordinates.open.left", { count: opened, left }),
      );
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("subordinates.open")} submitLabel={t("subordinates.open")}>
      <p>{t("subordinates.open.note", { year })}</p>
      <DateField name="dueOn" label={t("campaign.dueOn")} help={t("subordinates.dueOn.help")} />
      <CompartmentsField
        name="institutionIds"
        label={t("subordinates.list")}
        options={institutions.map((one) => ({ ...one, isFirstLevel: true }))}
      />
    </Form>
  );
}
