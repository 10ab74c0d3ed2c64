import { Link } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Deadline } from "../../../ui/Deadline";
import { Progress } from "../../../ui/Progress";
import { ActionStatus } from "../../plan/ActionStatus";
import { isSettled } from "../../plan/words";
import { useHere } from "../here";
import styles from "./Measures.module.css";
import type { Measure } from "./measures";

/** The measures for one standard, each with who, until when and how far. */
export function MeasureList({ measures }: { measures: readonly Measure[] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  if (measures.length === 0) return <p className="muted">{t("measures.empty")}</p>;
  return (
    <ul className={styles.measures}>
      {measures.map(({ id, code, title, status, progress, dueOn, responsible, unit }) => (
        <li key={id}>
          <Link to={`/i/${slug}/actions/${id}`}>
            {code} {title}
          </Link>
          <span className="row small">
            <ActionStatus status={status} />
            <Progress value={progress} label={t("measures.progress")} />
            {dueOn !== null && <Deadline dueOn={dueOn} isSettled={isSettled(status)} />}
            <span className="muted">
              {responsible?.displayName ?? (unit === null ? t("measures.nobody") : localName(unit))}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
