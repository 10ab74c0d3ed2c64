import { useWatch } from "react-hook-form";
import type { ApiError } from "../../../lib/api/error";
import { useResult } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { CheckboxField, SelectField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Card, Section } from "../../../ui/layout/Section";
import { useHere } from "../here";
import styles from "./Areas.module.css";
import type { Area } from "./fragments";
import { BeginPlan, PlanAreas, Plans } from "./operations";
import { titleOfGroup } from "./weights";

const NEW = "new";

type Values = { planId: string; isOne: boolean; oneTitle: string; titles: Record<string, string> };
type Props = {
  assessment: { id: string; year: number };
  areas: Area[];
  onDone: (plan: { id: string; title: string; count: number }) => void;
  onClose: () => void;
};

/** Makes actions of the chosen areas in one step: each its own, or one of all. */
export function PlanForm({ assessment, areas, onDone, onClose }: Props) {
  const { t } = useI18n("caf");
  const here = useHere();
  const { data } = useResult(Plans, { tenantId: here.id });
  const plans = (data?.plans.nodes ?? []).filter(({ viewerCan }) => viewerCan.addAction.allowed);
  const begin = useMutation(BeginPlan);
  const make = useMutation(PlanAreas);
  const [planKey, key] = [useIdempotencyKey(), useIdempotencyKey()];
  const newTitle = t("areas.newPlan.title", { year: assessment.year });

  const form = useForm<Values>({
    initial: {
      planId: NEW,
      isOne: false,
      oneTitle: titleOfGroup(areas),
      titles: Object.fromEntries(areas.map((one) => [one.id, titleOfGroup([one])])),
    },
    check: ({ isOne, oneTitle, titles }) => {
      const message = t("areas.title.needed");
      if (isOne) return oneTitle.trim().length < 3 ? [{ path: "oneTitle", message }] : [];
      return areas
        .filter(({ id }) => (titles[id] ?? "").trim().length < 3)
        .map(({ id }) => ({ path: `titles.${id}`, message }));
    },
    async send({ planId, isOne, oneTitle, titles }) {
      const groups = isOne
        ? [{ findingIds: areas.map(({ id }) => id), title: oneTitle }]
        : areas.map(({ id }) => ({ findingIds: [id], title: titles[id] ?? "" }));
      const plan = planId === NEW ? await newPlan() : { id: planId, error: null };
      if (plan.error !== null) return plan.error;
      const { data, error } = await make.run({
        assessmentId: assessment.id,
        planId: plan.id,
        groups,
        idempotencyKey: key.current(),
      });
      if (error !== null) return atFields(error, isOne, areas);
      const { planActions, plan: made } = data.planCafAreas;
      onDone({ ...made, count: planActions.length });
      return null;
    },
  });

  const isOne = useWatch({ control: form.hook.control, name: "isOne" });

  async function newPlan(): Promise<{ id: string; error: null } | { id: null; error: ApiError }> {
    const year = Number(todayInBucharest().slice(0, 4));
    const { data, error } = await begin.run({
      tenantId: here.id,
      title: newTitle,
      kind: "CAF_IMPROVEMENT",
      description: "",
      periodStart: todayInBucharest(),
      periodEnd: `${year + 1}-12-31`,
      idempotencyKey: planKey.current(),
    });
    return error === null ? { id: data.createPlan.planEdge.node.id, error } : { id: null, error };
  }

  return (
    <Section title={t("areas.plan", { count: areas.length })} note={t("areas.plan.note")}>
      <Card>
        <Form
          form={form}
          label={t("areas.plan", { count: areas.length })}
          submitLabel={t("areas.make")}
          actions={
            <Button kind="quiet" onClick={onClose}>
              {t("areas.close")}
            </Button>
          }
        >
          <SelectField
            name="planId"
            label={t("areas.planId")}
            options={[
              { value: NEW, label: t("areas.newPlan", { title: newTitle }) },
              ...plans.map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` })),
            ]}
          />
          {areas.length > 1 && (
            <CheckboxField name="isOne" label={t("areas.isOne", { count: areas.length })} />
          )}
          {isOne ? (
            <TextField name="oneTitle" label={t("areas.title")} />
          ) : (
            <ul className={styles.groups}>
              {areas.map(({ id, subcriterion }) => (
                <li key={id}>
                  <TextField name={`titles.${id}`} label={t("areas.title.of", { code: subcriterion.code })} />
                </li>
              ))}
            </ul>
          )}
        </Form>
      </Card>
    </Section>
  );
}

/** A fault of a group stands at its title. */
function atFields(error: ApiError, isOne: boolean, areas: Area[]): ApiError {
  const place = (path: string) => {
    const group = /^groups\.(\d+)\./.exec(path);
    if (group === null) return path;
    return isOne ? "oneTitle" : `titles.${areas[Number(group[1])]?.id ?? ""}`;
  };
  return { ...error, fields: error.fields.map((one) => ({ ...one, path: place(one.path) })) };
}
