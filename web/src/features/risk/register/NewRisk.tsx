import { useNavigate } from "@tanstack/react-router";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { RiskStrategy } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useResult } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Form } from "../../../ui/form/Form";
import { useForm } from "../../../ui/form/useForm";
import { Loaded } from "../../../ui/state/Loaded";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useChoices } from "../choices";
import { useHere, useOwnPlace } from "../here";
import { usePeople } from "../people";
import { RiskFields } from "../RiskFields";
import { levelOf, ratingsIn } from "../ratingValues";
import { riskScales, type Scales, scaleOf } from "../scale";

const ScalesNow = graphql(`
  query RiskScalesNow($id: ID!) { tenant(id: $id) { id riskSetting { ...RiskScales_setting } } }
`);

const Create = graphql(`
  mutation CreateRisk($input: CreateRiskInput!) {
    createRisk(input: $input) {
      riskEdge { node { id code } }
      tenant { id ...RiskTiles_tenant ...UnitTable_tenant }
    }
  }
`);

/** Enters a risk into the register; what was typed stays on this device until it is entered. */
export function NewRisk() {
  const { id } = useHere();
  return (
    <Loaded result={useResult(ScalesNow, { id })} skeleton={<SkeletonLines count={8} />}>
      {({ tenant }) => tenant && <Fields scales={readFragment(riskScales, tenant.riskSetting)} />}
    </Loaded>
  );
}

function Fields({ scales }: { scales: Scales }) {
  const { t } = useI18n("risk");
  const { id, slug } = useHere();
  const navigate = useNavigate();
  const create = useMutation(Create);
  const key = useIdempotencyKey();
  const own = useOwnPlace()?.unit ?? null;
  const choices = useChoices({ unit: null, target: null });
  const people = usePeople(null);
  const form = useForm({
    initial: {
      title: "",
      unitId: own?.id ?? null,
      targetId: null as string | null,
      causes: "",
      consequences: "",
      ...ratingsIn(null, null, null),
      strategy: "TREAT" as RiskStrategy,
      ownerId: null as string | null,
      nextReviewOn: null as string | null,
      remarks: "",
    },
    draft: { key: `risk/new/${id}`, label: t("risk.add") },
    check: ({ title, unitId, inherentProbability, inherentImpact }) => [
      ...(title.trim().length < 3 ? [{ path: "title", message: t("risk.needed") }] : []),
      ...(choices.units.some((unit) => unit.id === unitId)
        ? []
        : [{ path: "unitId", message: t("unit.needed") }]),
      ...(inherentProbability === ""
        ? [{ path: "inherentProbability", message: t("probability.needed") }]
        : []),
      ...(inherentImpact === "" ? [{ path: "inherentImpact", message: t("impact.needed") }] : []),
    ],
    send: async (values) => {
      const { data, error } = await create.run({
        ...values,
        unitId: values.unitId ?? "",
        targetId: values.targetId || null,
        ownerId: values.ownerId || null,
        inherentProbability: Number(values.inherentProbability),
        inherentImpact: Number(values.inherentImpact),
        residualProbability: levelOf(values.residualProbability),
        residualImpact: levelOf(values.residualImpact),
        residualReason: values.residualReason.trim() || null,
        nextReviewOn: values.nextReviewOn || null,
        remarks: values.remarks.trim() || null,
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      const { node } = data.createRisk.riskEdge;
      announce(t("risk.added", { code: node.code }));
      await navigate({ to: `/i/${slug}/risks/${node.id}` as string });
      return null;
    },
  });
  return (
    <Form form={form} label={t("risk.add")} submitLabel={t("risk.add")}>
      <RiskFields scale={scaleOf(scales)} choices={choices} people={people} isNew />
    </Form>
  );
}
