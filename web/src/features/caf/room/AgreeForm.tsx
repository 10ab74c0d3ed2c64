import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Card, Section } from "../../../ui/layout/Section";
import type { Consensus } from "./fragments";
import { Agree } from "./operations";
import { PanelInputs } from "./PanelInputs";
import { noneTyped, scoresOf, type Typed, wrongIn } from "./panels";

type Values = Typed & { reason: string };

/** What the group agrees on: typed, never taken from the average, which stands beside it. */
export function AgreeForm({ consensus }: { consensus: Consensus }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const agree = useMutation(Agree);
  const { id, version, panels, spread, subcriterion } = consensus;
  const form = useForm<Values>({
    initial: { ...noneTyped(panels), reason: "" },
    draft: {
      key: `caf-agree/${id}`,
      label: `${t("subcriterion", { code: subcriterion.code })}: ${t("room.agree.title")}`,
    },
    check: (typed) => [
      ...wrongIn(panels, typed).map((panel) => ({ path: panel, message: t("points.wrong") })),
      ...(typed.reason.trim().length < 3 ? [{ path: "reason", message: t("room.agree.reason.needed") }] : []),
    ],
    send: async (typed) => {
      // Nothing here began with a value of the server: what counts is where the subcriterion stands now.
      const { error } = await agree.run({
        id,
        expectedVersion: version,
        scores: scoresOf(panels, typed),
        reason: typed.reason,
      });
      if (error === null) announce(t("room.agree.done", { code: subcriterion.code }));
      return error;
    },
  });
  return (
    <Section title={t("room.agree.title")} note={t("room.agree.note")}>
      <Card>
        <Form form={form} label={t("room.agree.title")} submitLabel={t("room.agree")}>
          <PanelInputs panels={panels} one={t("room.agree.score")} />
          {spread?.mean && (
            <p className="muted">{t("room.agree.mean", { value: number(spread.mean.display) })}</p>
          )}
          <TextField
            name="reason"
            label={t("room.agree.reason")}
            help={t("room.agree.reason.help")}
            rows={3}
          />
        </Form>
      </Card>
    </Section>
  );
}
