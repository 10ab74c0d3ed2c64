import { type ReactNode, useId } from "react";
import styles from "./Room.module.css";

type Props = {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  /** What it means, below its words. */
  help?: string;
  children: ReactNode;
};

/** A box to tick that is part of no form. */
export function Check({ isChecked, onChange, help, children }: Props) {
  const id = useId();
  return (
    <div className={styles.check}>
      <label>
        <input
          type="checkbox"
          checked={isChecked}
          aria-describedby={help === undefined ? undefined : id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{children}</span>
      </label>
      {help !== undefined && (
        <span id={id} className="small muted">
          {help}
        </span>
      )}
    </div>
  );
}
