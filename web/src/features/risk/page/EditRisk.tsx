import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { useForm } from "../../../ui/form/useForm";
import { useChoices } from "../choices";
import { usePeople } from "../people";
import { RiskFields } from "../RiskFields";
import { levelOf, ratingsIn } from "../ratingValues";
import type { Scale } from "../scale";
import { type Risk, RiskAgain } from "./fragments";

const Update = graphql(`
  mutation UpdateRisk($input: UpdateRiskInput!) {
    updateRisk(input: $input) { risk { id ...RiskCore_risk ...RiskRow_risk } }
  }
`);

type Props = { core: Risk; scale: Scale; onDone: () => void };

/** Everything the register says of a risk; what is refused stands at its field and nothing typed is lost. */
export function EditRisk({ core, scale, onDone }: Props) {
  const { t } = useI18n("risk");
  const update = useMutation(Update);
  const choices = useChoices(core);
  const people = usePeople(core.owner);
  const form = useForm({
    initial: {
      title: core.title,
      unitId: core.unit.id as string | null,
      targetId: core.target?.id ?? null,
      causes: core.causes,
      consequences: core.consequences,
      ...ratingsIn(core.inherent, core.residual, core.residualReason),
      strategy: core.strategy,
      ownerId: core.owner?.id ?? null,
      nextReviewOn: core.nextReviewOn as string | null,
      remarks: core.remarks ?? "",
    },
    thing: { version: core.version, again: () => askAgain(RiskAgain, { id: core.id }) },
    draft: { key: `risk/edit/${core.id}`, label: core.code },
    check: ({ title, unitId, inherentProbability, inherentImpact, nextReviewOn }) => [
      ...(title.trim().length < 3 ? [{ path: "title", message: t("risk.needed") }] : []),
      ...(unitId ? [] : [{ path: "unitId", message: t("unit.needed") }]),
      ...(inherentProbability === ""
        ? [{ path: "inherentProbability", message: t("probability.needed") }]
        : []),
      ...(inherentImpact === "" ? [{ path: "inherentImpact", message: t("impact.needed") }] : []),
      ...(nextReviewOn ? [] : [{ path: "nextReviewOn", message: t("nextReviewOn.needed") }]),
    ],
    send: async (values, expectedVersion) => {
      const { nextReviewOn } = values;
      const { error } = await update.run({
        ...values,
        id: core.id,
        expectedVersion,
        unitId: values.unitId ?? "",
        targetId: values.targetId || null,
        ownerId: values.ownerId || null,
        inherentProbability: Number(values.inherentProbability),
        inherentImpact: Number(values.inherentImpact),
        residualProbability: levelOf(values.residualProbability),
        residualImpact: levelOf(values.residualImpact),
        residualReason: values.residualReason.trim() || null,
        // A day that has passed is kept as it is; only another one has to lie ahead.
        nextReviewOn: nextReviewOn === core.nextReviewOn ? undefined : nextReviewOn,
        remarks: values.remarks.trim() || null,
      });
      if (error !== null) return error;
      announce(t("edit.done", { code: core.code }));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("edit.title")} submitLabel={t("save")}>
      <RiskFields scale={scale} choices={choices} people={people} />
    </Form>
  );
}
