import { useSyncExternalStore } from "react";
import type { CafPanel } from "../../../gql/graphql";
import { autosave } from "../../../lib/autosave/autosave";
import { type Autosaved, useAutosave } from "../../../lib/autosave/useAutosave";
import { useI18n } from "../../../lib/i18n";
import { useStore } from "../../../lib/store";
import { useHere } from "../here";
import type { Score } from "./fragments";
import { ScoreSubcriterion } from "./operations";
import { fieldOf, isPoints, type Points } from "./value";

/** Characters of a text, as the server counts them. */
const longest = 4_000;

export type At = { assessmentId: string; score: Score };

/** A text of a subcriterion: saved after a pause in typing. */
export function useTextField(at: At, field: "strengths" | "areas" | "proof"): Autosaved<string> {
  const { t } = useI18n("caf");
  return useField<string>(at, field, t(`field.${field}`), at.score[field] ?? "", {
    check: (text) => ([...text].length > longest ? t("text.tooLong", { count: longest }) : undefined),
  });
}

/** The number of a panel: what is no whole number from 0 to 100 stays in the field and is not sent. */
export function usePointsField(at: At, panel: CafPanel): Autosaved<Points> {
  const { t } = useI18n("caf");
  const given = at.score.panels.find((one) => one.panel === panel)?.points ?? null;
  return useField<Points>(at, fieldOf[panel], t(`panel.${panel}`), given, {
    check: (value) => (value === null || isPoints(value) ? undefined : t("points.wrong")),
  });
}

/** The numbers of a subcriterion as they stand on this device, sent or not. */
export function useTypedPoints(score: Score): { panel: CafPanel; points: Points }[] {
  const queue = useStore(autosave);
  const typed = useSyncExternalStore(queue?.subscribe ?? never, () =>
    JSON.stringify(
      score.panels.map(({ panel, points }) => {
        const entry = queue?.entry(`${score.id}/${fieldOf[panel]}`);
        return { panel, points: entry === undefined ? points : entry.value };
      }),
    ),
  );
  return JSON.parse(typed);
}

const never = () => () => {};

function useField<Value>(
  { assessmentId, score }: At,
  field: string,
  label: string,
  value: Value,
  more: { check: (value: Value) => string | undefined },
): Autosaved<Value> {
  const { t } = useI18n("caf");
  const here = useHere();
  const { code } = score.subcriterion;
  return useAutosave<Value>({
    object: { id: score.id, version: score.version, tenantId: here.id },
    field,
    value,
    document: ScoreSubcriterion,
    place: {
      label: `${t("subcriterion", { code })}: ${label}`,
      href: `/i/${here.slug}/caf/${assessmentId}/mine/${code}`,
    },
    kind: "text",
    ...more,
  });
}
