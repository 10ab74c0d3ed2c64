import { useEffect } from "react";
import { useWatch } from "react-hook-form";
import { graphql } from "../../../gql";
import type { RiskStrategy } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useResult } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { useChoices } from "../choices";
import { useHere } from "../here";
import { usePeople } from "../people";
import { RatingFields } from "../RatingFields";
import { StrategyField } from "../RiskFields";
import { levelOf, levelText } from "../ratingValues";
import { type Scales, scaleOf } from "../scale";
import { type Alert, AlertAgain } from "./fragments";

const Accept = graphql(`
  mutation AcceptRiskAlert($input: AcceptRiskAlertInput!) {
    acceptRiskAlert(input: $input) {
      riskAlert { id ...AlertCore_alert }
      risk { id code ...RiskRow_risk }
      tenant { id ...RiskTiles_tenant ...UnitTable_tenant }
    }
  }
`);

const OpenRisks = graphql(`
  query OpenRisks($id: ID!, $after: String) {
    tenant(id: $id) {
      id
      risks(filter: { status: [OPEN] }, orderBy: CODE_ASC, first: 100, after: $after) {
        totalCount
        nodes { id code title unit { id nameRo nameEn } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const newNames = { probability: "risk.inherentProbability", impact: "risk.inherentImpact" };

type Props = { alert: Alert; scales: Scales; onDone: () => void };

/** Takes an alert into the register: as a new risk, with what the alert says of it, or into one that is there. */
export function AcceptForm({ alert, scales, onDone }: Props) {
  const { t } = useI18n("risk");
  const accept = useMutation(Accept);
  const scale = scaleOf(scales);
  // A rating on another scale says nothing on this one.
  const isRated = alert.scale === scale.code;
  const form = useForm({
    initial: {
      how: "NEW" as "NEW" | "EXISTING",
      riskId: null as string | null,
      risk: {
        title: alert.title,
        causes: alert.causes,
        consequences: alert.consequences,
        inherentProbability: isRated ? levelText(alert.rating.probability) : "",
        inherentImpact: isRated ? levelText(alert.rating.impact) : "",
        strategy: "TREAT" as RiskStrategy,
        targetId: null as string | null,
        ownerId: null as string | null,
        nextReviewOn: null as string | null,
      },
    },
    thing: { version: alert.version, again: () => askAgain(AlertAgain, { id: alert.id }) },
    draft: { key: `risk/accept/${alert.id}`, label: `${alert.code}: ${t("accept.title")}` },
    check: ({ how, riskId, risk }) =>
      how === "EXISTING"
        ? riskId
          ? []
          : [{ path: "riskId", message: t("accept.risk.needed") }]
        : [
            ...(risk.title.trim().length < 3 ? [{ path: "risk.title", message: t("risk.needed") }] : []),
            ...(risk.inherentProbability === ""
              ? [{ path: newNames.probability, message: t("probability.needed") }]
              : []),
            ...(risk.inherentImpact === "" ? [{ path: newNames.impact, message: t("impact.needed") }] : []),
          ],
    send: async ({ how, riskId, risk }, expectedVersion) => {
      const { data, error } = await accept.run({
        id: alert.id,
        expectedVersion,
        ...(how === "EXISTING"
          ? { riskId }
          : {
              risk: {
                ...risk,
                inherentProbability: levelOf(risk.inherentProbability),
                inherentImpact: levelOf(risk.inherentImpact),
                targetId: risk.targetId || null,
                ownerId: risk.ownerId || null,
                nextReviewOn: risk.nextReviewOn || null,
              },
            }),
      });
      if (error !== null) return error;
      announce(t("accept.done", { alert: alert.code, risk: data.acceptRiskAlert.risk.code }));
      onDone();
      return null;
    },
  });
  const how = useWatch({ control: form.hook.control, name: "how" });
  return (
    <Form
      form={form}
      label={t("accept.title")}
      submitLabel={t("accept.title")}
      actions={
        <Button kind="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
      }
    >
      <RadioField
        name="how"
        label={t("accept.how")}
        options={(["NEW", "EXISTING"] as const).map((value) => ({
          value,
          label: t(`accept.how.${value}`),
          help: t(`accept.how.${value}.help`),
        }))}
      />
      {how === "EXISTING" ? <Existing /> : <Fresh scales={scales} />}
    </Form>
  );
}

/** An open risk of the register. */
function Existing() {
  const { t } = useI18n("risk");
  const { id } = useHere();
  const { data, more } = useResult(OpenRisks, { id });
  const list = data?.tenant?.risks;
  const next = list?.pageInfo;
  useEffect(() => {
    if (next?.hasNextPage) void more(next.endCursor);
  }, [next?.hasNextPage, next?.endCursor, more]);
  const options: PickerOption[] = (list?.nodes ?? []).map((risk) => ({
    id: risk.id,
    label: `${risk.code} ${risk.title}`,
    hint: localName(risk.unit),
  }));
  return <PickerField name="riskId" label={t("risk")} options={options} />;
}

/** The risk the alert becomes. */
function Fresh({ scales }: { scales: Scales }) {
  const { t } = useI18n("risk");
  const { targets } = useChoices({ unit: null, target: null });
  const people = usePeople(null);
  return (
    <>
      <TextField name="risk.title" label={t("risk")} help={t("risk.help")} />
      <PickerField
        name="risk.targetId"
        label={t("target")}
        help={t("target.help")}
        options={targets}
        optional
      />
      <TextField name="risk.causes" label={t("causes")} rows={3} optional />
      <TextField name="risk.consequences" label={t("consequences")} rows={3} optional />
      <RatingFields
        legend={t("inherent")}
        help={t("inherent.help")}
        scale={scaleOf(scales)}
        names={newNames}
      />
      <StrategyField name="risk.strategy" />
      <PickerField name="risk.ownerId" label={t("owner")} help={t("owner.help")} options={people} optional />
      <DateField name="risk.nextReviewOn" label={t("nextReviewOn")} help={t("nextReviewOn.help")} optional />
    </>
  );
}
