import { useEffect, useRef } from "react";
import { useI18n } from "../../../lib/i18n";
import type { Command, Group } from "./commands";
import styles from "./Palette.module.css";

type Props = {
  id: string;
  commands: Command[];
  /** The one that Enter takes. */
  current: Command | undefined;
  onChoose: (command: Command) => void;
};

const groups = ["recent", "pages", "acts", "places", "found"] as const satisfies readonly Group[];

/** What may be chosen, in groups; the focus stays in the field above. */
export function PaletteList({ id, commands, current, onChoose }: Props) {
  const { t } = useI18n("app");
  const list = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is current
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [current?.id]);

  return (
    <div ref={list} id={`${id}-list`} role="listbox" aria-label={t("palette.list")} className={styles.list}>
      {groups
        .map((group) => ({ group, own: commands.filter((command) => command.group === group) }))
        .filter(({ own }) => own.length > 0)
        .map(({ group, own }) => (
          <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
            <div id={`${id}-${group}`} role="presentation" className={styles.heading}>
              {t(`palette.${group}`)}
            </div>
            {own.map((command) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
              <div
                key={command.id}
                id={`${id}-${commands.indexOf(command)}`}
                role="option"
                tabIndex={-1}
                aria-selected={command === current}
                className={styles.option}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onChoose(command)}
              >
                <span>{command.label}</span>
                {command.hint && <span className={styles.hint}>{command.hint}</span>}
              </div>
            ))}
          </div>
        ))}
    </div>
  );
}
