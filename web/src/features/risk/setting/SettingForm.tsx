import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import type { RiskScaleCode } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { usePeople } from "../people";
import { riskScales } from "../scale";

const settingOf = graphql(`
  fragment SettingForm_setting on RiskSetting {
    version
    ...RiskScales_setting
    tolerance { limit approvedBy { id displayName } approvedOn }
  }
`);

const Again = graphql(`
  query RiskSettingAgain($id: ID!) { tenant(id: $id) { id ...SettingLine_tenant } }
`);

const Update = graphql(`
  mutation UpdateRiskSetting($input: UpdateRiskSettingInput!) {
    updateRiskSetting(input: $input) { tenant { id ...SettingLine_tenant ...RiskTiles_tenant ...UnitTable_tenant } }
  }
`);

type Props = { tenantId: string; setting: FragmentType<typeof settingOf>; onDone: () => void };

/** The scale of the institution and the limit that its head approved; without a limit nothing is above it. */
export function SettingForm({ tenantId, setting, onDone }: Props) {
  const { t } = useI18n("risk");
  const update = useMutation(Update);
  const data = useFragment(settingOf, setting);
  const { scale, scales } = readFragment(riskScales, data);
  const { tolerance, version } = data;
  const people = usePeople(tolerance?.approvedBy ?? null);
  const form = useForm({
    initial: {
      scale: scale.code as RiskScaleCode,
      toleranceLimit: tolerance === null ? "" : String(tolerance.limit),
      toleranceApprovedById: tolerance?.approvedBy?.id ?? null,
      toleranceApprovedOn: (tolerance?.approvedOn ?? null) as string | null,
    },
    thing: { version, again: () => askAgain(Again, { id: tenantId }) },
    draft: { key: `risk/setting/${tenantId}`, label: t("setting.title") },
    check: ({ toleranceLimit: limit }) =>
      limit.trim() === "" || /^\d{1,2}$/.test(limit.trim())
        ? []
        : [{ path: "toleranceLimit", message: t("setting.limit.wrong") }],
    send: async (values, expectedVersion) => {
      const limit = values.toleranceLimit.trim();
      const { error } = await update.run({
        tenantId,
        expectedVersion,
        scale: values.scale,
        toleranceLimit: limit === "" ? null : Number(limit),
        toleranceApprovedById: limit === "" ? null : values.toleranceApprovedById || null,
        toleranceApprovedOn: limit === "" ? null : values.toleranceApprovedOn || null,
      });
      if (error !== null) return error;
      announce(t("setting.done"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("setting.title")} submitLabel={t("save")}>
      <p>{t("setting.intro")}</p>
      <RadioField
        name="scale"
        label={t("setting.scale.label")}
        options={scales.map(({ code, points, maxExposure }) => ({
          value: code,
          label: t("setting.scale.of", { points }),
          help: t("setting.scale.help", { max: maxExposure }),
        }))}
      />
      <TextField
        name="toleranceLimit"
        label={t("setting.limit")}
        help={t("setting.limit.help")}
        inputMode="numeric"
        optional
      />
      <PickerField
        name="toleranceApprovedById"
        label={t("setting.approvedBy")}
        help={t("setting.approvedBy.help")}
        options={people}
      />
      <DateField name="toleranceApprovedOn" label={t("setting.approvedOn")} />
    </Form>
  );
}
