import { useI18n } from "../../../lib/i18n";
import { Progress } from "../../../ui/Progress";
import { achievement } from "./chain";

/** How much of the target is reached: bar, figure and word. */
export function Achieved({ percent }: { percent: number | null }) {
  const { t } = useI18n("control");
  const word = t(`achieved.${achievement(percent)}`);
  if (percent === null) return <span className="muted">{word}</span>;
  return (
    <span className="row">
      <Progress value={percent} />
      <span className="small">{word}</span>
    </span>
  );
}
