import { useWatch } from "react-hook-form";
import { graphql } from "../../../gql";
import type { RiskReviewKind } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { RatingText } from "../Exposure";
import { RatingsPart } from "../RatingsPart";
import { levelOf, ratingsIn } from "../ratingValues";
import type { Scale } from "../scale";
import { reviewKinds } from "../words";
import { type Risk, RiskAgain } from "./fragments";

const Review = graphql(`
  mutation ReviewRisk($input: ReviewRiskInput!) {
    reviewRisk(input: $input) { risk { id ...RiskCore_risk ...RiskRow_risk } }
  }
`);

type Props = { core: Risk; scale: Scale; onDone: () => void };

/** Looks at a risk again: the ratings stay or change, and what they were stays in the register of that day. */
export function ReviewForm({ core, scale, onDone }: Props) {
  const { t } = useI18n("risk");
  const review = useMutation(Review);
  const key = useIdempotencyKey();
  const form = useForm({
    initial: {
      kind: "YEARLY" as RiskReviewKind,
      reviewedOn: todayInBucharest() as string | null,
      cause: "",
      verdict: "CONFIRMED" as "CONFIRMED" | "CHANGED",
      ...ratingsIn(core.inherent, core.residual, core.residualReason),
      nextReviewOn: null as string | null,
    },
    thing: { version: core.version, again: () => askAgain(RiskAgain, { id: core.id }) },
    draft: { key: `risk/review/${core.id}`, label: `${core.code}: ${t("review.title")}` },
    check: ({ reviewedOn }) =>
      reviewedOn ? [] : [{ path: "reviewedOn", message: t("review.reviewedOn.needed") }],
    send: async ({ kind, reviewedOn, cause, verdict, nextReviewOn, ...values }, expectedVersion) => {
      const { error } = await review.run({
        id: core.id,
        expectedVersion,
        kind,
        reviewedOn: reviewedOn ?? "",
        cause: cause.trim() || null,
        ...(verdict === "CHANGED"
          ? {
              inherentProbability: levelOf(values.inherentProbability),
              inherentImpact: levelOf(values.inherentImpact),
              residualProbability: levelOf(values.residualProbability),
              residualImpact: levelOf(values.residualImpact),
              residualReason: values.residualReason.trim() || null,
            }
          : {}),
        nextReviewOn: nextReviewOn || undefined,
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      announce(t("review.done", { code: core.code }));
      onDone();
      return null;
    },
  });
  const [kind, verdict] = useWatch({ control: form.hook.control, name: ["kind", "verdict"] });
  return (
    <Form form={form} label={t("review.title")} submitLabel={t("review.save")}>
      <RadioField
        name="kind"
        label={t("review.kind")}
        options={reviewKinds.map((value) => ({ value, label: t(`review.kind.${value}`) }))}
      />
      <TextField
        name="cause"
        label={t("review.cause")}
        help={t("review.cause.help")}
        rows={2}
        optional={kind === "YEARLY"}
      />
      <DateField name="reviewedOn" label={t("review.reviewedOn")} />
      <div>
        <p className="small muted">{t("review.now")}</p>
        <RatingText scale={scale} rating={core.residual ?? core.inherent} />
      </div>
      <RadioField
        name="verdict"
        label={t("review.verdict")}
        options={(["CONFIRMED", "CHANGED"] as const).map((value) => ({
          value,
          label: t(`review.verdict.${value}`),
        }))}
      />
      {verdict === "CHANGED" && <RatingsPart scale={scale} />}
      <DateField name="nextReviewOn" label={t("nextReviewOn")} help={t("review.next.help")} optional />
    </Form>
  );
}
