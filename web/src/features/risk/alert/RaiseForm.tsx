import { useNavigate } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { romanianOrder } from "../../../lib/format/search";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { localName } from "../../../lib/viewer";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { useHere, useOwnPlace } from "../here";
import { RatingFields } from "../RatingFields";
import type { Scale } from "../scale";

const Raise = graphql(`
  mutation RaiseRiskAlert($input: RaiseRiskAlertInput!) {
    raiseRiskAlert(input: $input) { riskAlertEdge { node { id code ...AlertCore_alert } } }
  }
`);

type Props = {
  tenantId: string;
  scale: Scale;
  units: { id: string; nameRo: string; nameEn: string }[];
};

/** Short on purpose: what, how one noticed, where, how likely and how bad. It is kept here until it is sent. */
export function RaiseForm({ tenantId, scale, units }: Props) {
  const { t } = useI18n("risk");
  const { slug } = useHere();
  const navigate = useNavigate();
  const raise = useMutation(Raise);
  const key = useIdempotencyKey();
  const own = useOwnPlace()?.unit ?? null;
  const options = units
    .map((unit) => ({ id: unit.id, label: localName(unit) }))
    .sort((one, other) => romanianOrder.compare(one.label, other.label));
  const form = useForm({
    initial: {
      title: "",
      description: "",
      unitId: own?.id ?? null,
      probability: "",
      impact: "",
      causes: "",
      consequences: "",
    },
    draft: { key: `risk/raise/${tenantId}`, label: t("alert.raise") },
    check: ({ title, description, unitId, probability, impact }) => [
      ...(title.trim().length < 3 ? [{ path: "title", message: t("raise.title.needed") }] : []),
      ...(description.trim().length < 3
        ? [{ path: "description", message: t("raise.description.needed") }]
        : []),
      ...(unitId ? [] : [{ path: "unitId", message: t("unit.needed") }]),
      ...(probability === "" ? [{ path: "probability", message: t("probability.needed") }] : []),
      ...(impact === "" ? [{ path: "impact", message: t("impact.needed") }] : []),
    ],
    send: async ({ unitId, probability, impact, ...said }) => {
      const { data, error } = await raise.run({
        ...said,
        unitId: unitId ?? "",
        probability: Number(probability),
        impact: Number(impact),
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      const { node } = data.raiseRiskAlert.riskAlertEdge;
      announce(t("raise.done", { code: node.code }));
      await navigate({
        to: `/i/${slug}/risks/alerts` as string,
        search: { mine: "1", open: node.id } as never,
      });
      return null;
    },
  });
  return (
    <Form form={form} label={t("alert.raise")} submitLabel={t("raise.send")}>
      <TextField name="title" label={t("raise.title")} help={t("raise.title.help")} />
      <TextField
        name="description"
        label={t("raise.description")}
        help={t("raise.description.help")}
        rows={3}
      />
      <PickerField name="unitId" label={t("raise.unit")} options={options} />
      <RatingFields
        legend={t("raise.rating")}
        help={t("raise.rating.help")}
        scale={scale}
        names={{ probability: "probability", impact: "impact" }}
      />
      <TextField name="causes" label={t("raise.causes")} rows={2} optional />
      <TextField name="consequences" label={t("raise.consequences")} rows={2} optional />
    </Form>
  );
}
