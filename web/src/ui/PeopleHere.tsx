import { type ReactNode, useId, useState } from "react";
import { Icon } from "./Icon";
import { IconUsers } from "./icons";
import styles from "./PeopleHere.module.css";

type Props = {
  /** „2 persoane aici”. */
  count: string;
  /** What the list is called. */
  label: string;
  people: { id: string; words: ReactNode }[];
};

/** How many have the same thing open; who they are, on demand. Nothing for whoever is there alone. */
export function PeopleHere({ count, label, people }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  if (people.length < 2) return null;
  return (
    <span className={styles.presence}>
      <button
        type="button"
        className={styles.button}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={IconUsers} size={18} />
        {count}
      </button>
      {isOpen && (
        <ul id={id} className={styles.list} aria-label={label}>
          {people.map((one) => (
            <li key={one.id}>{one.words}</li>
          ))}
        </ul>
      )}
    </span>
  );
}
