import { useFormContext } from "react-hook-form";
import type { CafPanel } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { TextField } from "../../../ui/form/fields";
import { ScoreLine } from "../mine/ScoreLine";
import { readPoints } from "../mine/value";
import styles from "./Room.module.css";

/** A field for each number of the method, and what they come to. */
export function PanelInputs({ panels, one }: { panels: readonly { panel: CafPanel }[]; one: string }) {
  const { t } = useI18n("caf");
  const { watch } = useFormContext<Record<string, string>>();
  return (
    <>
      <div className={styles.panels}>
        {panels.map(({ panel }) => (
          <div key={panel} className={styles.points}>
            <TextField
              name={panel}
              label={panels.length === 1 ? one : t(`panel.${panel}`)}
              inputMode="numeric"
              autoComplete="off"
            />
          </div>
        ))}
      </div>
      {panels.length > 1 && (
        <ScoreLine typed={panels.map(({ panel }) => ({ panel, points: readPoints(watch(panel) ?? "") }))} />
      )}
    </>
  );
}
