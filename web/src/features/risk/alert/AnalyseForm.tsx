import { graphql } from "../../../gql";
import type { RiskAlertDecision } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { RadioField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { decisions } from "../words";
import { type Alert, AlertAgain } from "./fragments";

const Analyse = graphql(`
  mutation AnalyseRiskAlert($input: AnalyseRiskAlertInput!) {
    analyseRiskAlert(input: $input) { riskAlert { id ...AlertCore_alert } }
  }
`);

/** What was found about an alert and what is proposed; the decision is a step of its own. */
export function AnalyseForm({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const { t } = useI18n("risk");
  const analyse = useMutation(Analyse);
  const form = useForm({
    initial: { analysis: alert.analysis ?? "", decision: (alert.decision ?? "RETAIN") as RiskAlertDecision },
    thing: { version: alert.version, again: () => askAgain(AlertAgain, { id: alert.id }) },
    draft: { key: `risk/analyse/${alert.id}`, label: `${alert.code}: ${t("analyse.title")}` },
    check: ({ analysis }) =>
      analysis.trim().length < 3 ? [{ path: "analysis", message: t("analysis.needed") }] : [],
    send: async (values, expectedVersion) => {
      const { error } = await analyse.run({ id: alert.id, expectedVersion, ...values });
      if (error !== null) return error;
      announce(t("analyse.done", { code: alert.code }));
      onDone();
      return null;
    },
  });
  return (
    <Form
      form={form}
      label={t("analyse.title")}
      submitLabel={t("analyse.save")}
      actions={
        <Button kind="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
      }
    >
      <TextField name="analysis" label={t("analysis")} help={t("analysis.help")} rows={4} />
      <RadioField
        name="decision"
        label={t("decision")}
        options={decisions.map((value) => ({
          value,
          label: t(`decision.${value}`),
          help: t(`decision.${value}.help`),
        }))}
      />
    </Form>
  );
}
