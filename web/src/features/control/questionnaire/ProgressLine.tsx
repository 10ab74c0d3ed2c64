import { Link, useLocation } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { Progress } from "../../../ui/Progress";
import { focusCriterion } from "./completing";

type Props = {
  done: number;
  all: number;
  /** The code of the criterion to go on with; null when all are complete, or one does not answer here. */
  next: string | null;
};

/** How far the questionnaire is, and the way to what waits next. */
export function ProgressLine({ done, all, next }: Props) {
  const { t } = useI18n("control");
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <p className="row">
      <span>{t("progress.complete", { done, all })}</span>
      <Progress value={all === 0 ? 0 : Math.floor((done * 100) / all)} />
      {next !== null && (
        <Link
          to={path}
          search={{ item: next } as never}
          replace
          resetScroll={false}
          // The address may be the same already: the focus moves all the same.
          onClick={() => requestAnimationFrame(() => focusCriterion(next))}
        >
          {t("progress.next", { code: next })}
        </Link>
      )}
    </p>
  );
}
