import type { ReactNode } from "react";
import type { Autosaved } from "../../lib/autosave/useAutosave";
import { useI18n } from "../../lib/i18n";
import { ConflictField } from "./ConflictField";
import styles from "./FieldNotice.module.css";

type Props<Value> = {
  saved: Autosaved<Value>;
  label: string;
  /** A value in words, for the two sides of a conflict. */
  show: (value: unknown) => string;
  /** Only texts can be combined. */
  canCombine?: boolean;
  isRich?: boolean;
  children: ReactNode;
};

/** What stands around a field that saves itself: nothing when saved, else where its text is and what to do. */
export function FieldNotice<Value>({ saved, label, show, canCombine, isRich, children }: Props<Value>) {
  const { t } = useI18n("ui");
  const { state } = saved;
  return (
    <div className={styles.field} data-state={state?.kind}>
      {children}
      {(state?.kind === "waiting" || state?.kind === "failed") && (
        <p className={styles.note}>{state.kind === "waiting" ? t("save.onThisDevice") : t("save.failed")}</p>
      )}
      {state?.kind === "conflict" && (
        <ConflictField
          label={label}
          conflict={state.conflict}
          yours={show(saved.value)}
          theirs={show(state.conflict.theirs)}
          canCombine={canCombine ?? false}
          isRich={isRich}
          onKeepYours={() => saved.resolve({ keep: saved.value })}
          onKeepTheirs={() => saved.resolve("theirs")}
          onCombine={(text) => saved.resolve({ keep: text as Value })}
        />
      )}
    </div>
  );
}

/** The refusal of a value, to be shown by the input itself. */
export function refusalOf<Value>(saved: Autosaved<Value>): string | undefined {
  return saved.state?.kind === "refused" ? saved.state.message : undefined;
}
