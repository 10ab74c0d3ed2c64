import { Link } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { IconAlertTriangle, IconCircleCheck } from "../../../ui/icons";
import { Banner } from "../../../ui/state/Banner";
import { useHere } from "../here";
import type { BulkResult } from "./useBulk";

/** „38 modificate, 2 refuzate: vedeți de ce” */
export function BulkOutcome({ result, onClose }: { result: BulkResult; onClose: () => void }) {
  const { t } = useI18n("plan");
  const { slug } = useHere();
  const { changedCount, refused } = result;
  return (
    <Banner
      tone={refused.length > 0 ? "warn" : "info"}
      icon={refused.length > 0 ? IconAlertTriangle : IconCircleCheck}
      action={
        <Button small kind="quiet" onClick={onClose}>
          {t("bulk.close")}
        </Button>
      }
    >
      {refused.length === 0 ? (
        t("bulk.result", { changed: changedCount, refused: 0 })
      ) : (
        <details>
          <summary>{t("bulk.resultWhy", { changed: changedCount, refused: refused.length })}</summary>
          <ul>
            {refused.map(({ id, actionCode, message }) => (
              <li key={id}>
                <Link to={`/i/${slug}/actions/${id}`}>{actionCode}</Link>: {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Banner>
  );
}
