import { useWatch } from "react-hook-form";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useProposedDay } from "../deadlines/days";
import { CompartmentsField, type UnitChoice } from "./CompartmentsField";

const Open = graphql(`
  mutation OpenControlCampaign($input: OpenControlCampaignInput!) {
    openControlCampaign(input: $input) {
      tenant { id controlCampaigns { id year status ...CampaignRow_campaign ...CampaignDetail_campaign } }
    }
  }
`);

type Props = {
  tenantId: string;
  units: UnitChoice[];
  /** Years that have theirs already. */
  taken: number[];
  onDone: (year: number) => void;
};

/** The form, once it is known which day to propose. */
export function OpenCampaign(props: Props) {
  const { isReady, day } = useProposedDay(props.tenantId, thisYear());
  return isReady ? <OpenForm {...props} proposedDay={day} /> : <SkeletonLines />;
}

const thisYear = () => Number(todayInBucharest().slice(0, 4));

/** Opens the self-assessment of a year: all compartments of the first level, or those that are chosen. */
function OpenForm({ tenantId, units, taken, onDone, proposedDay }: Props & { proposedDay: string | null }) {
  const { t } = useI18n("control");
  const open = useMutation(Open);
  const key = useIdempotencyKey();
  const firstLevel = units.filter(({ isFirstLevel }) => isFirstLevel);
  const form = useForm({
    initial: {
      year: taken.includes(thisYear()) ? "" : String(thisYear()),
      dueOn: (taken.includes(thisYear()) ? null : proposedDay) as string | null,
      who: "ALL" as "ALL" | "CHOSEN",
      unitIds: firstLevel.map(({ id }) => id),
    },
    draft: { key: `control/open/${tenantId}`, label: t("open.title") },
    check: ({ year, dueOn, who, unitIds }) => [
      ...(/^\d{4}$/.test(year.trim()) ? [] : [{ path: "year", message: t("campaign.year.needed") }]),
      ...(dueOn ? [] : [{ path: "dueOn", message: t("campaign.dueOn.needed") }]),
      ...(who === "CHOSEN" && unitIds.length === 0
        ? [{ path: "unitIds", message: t("open.units.needed") }]
        : []),
    ],
    send: async ({ year, dueOn, who, unitIds }) => {
      const { error } = await open.run({
        tenantId,
        year: Number(year),
        dueOn: dueOn ?? "",
        unitIds: who === "ALL" ? null : unitIds,
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      announce(t("open.done", { year: year.trim() }));
      onDone(Number(year));
      return null;
    },
  });
  const who = useWatch({ control: form.hook.control, name: "who" });
  return (
    <Form form={form} label={t("open.title")} submitLabel={t("open.title")}>
      <TextField name="year" label={t("campaign.year")} help={t("campaign.year.help")} inputMode="numeric" />
      <DateField name="dueOn" label={t("campaign.dueOn")} help={t("campaign.dueOn.help")} />
      <RadioField
        name="who"
        label={t("open.who")}
        options={[
          {
            value: "ALL",
            label: t("open.who.ALL"),
            help: t("open.who.ALL.help", { count: firstLevel.length }),
          },
          { value: "CHOSEN", label: t("open.who.CHOSEN") },
        ]}
      />
      {who === "CHOSEN" && <CompartmentsField name="unitIds" label={t("open.units")} options={units} />}
    </Form>
  );
}
