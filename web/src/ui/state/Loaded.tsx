import type { ReactNode } from "react";
import type { PageResult } from "../../lib/api/pageQuery";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { useOnline } from "../../lib/online";
import { ErrorBox } from "./ErrorBox";
import { NoAccess } from "./NoAccess";
import { Waiting } from "./Skeleton";

type Props<Data> = {
  result: PageResult<Data>;
  /** The final layout without its content. */
  skeleton?: ReactNode;
  children: (data: NonNullable<Data>) => ReactNode;
};

/**
 * Shows a page or section in the state its query is in: content; a skeleton; the failure of this part only, with a
 * way to try again; no access, which reads the same as no such thing.
 */
export function Loaded<Data>({ result, skeleton, children }: Props<Data>) {
  const { t } = useI18n("ui");
  const { isOnline } = useOnline();
  const { data, error, retry } = result;
  if (data !== undefined && data !== null) {
    return (
      <>
        {error !== null && isOnline && <ErrorBox error={error} onRetry={retry} />}
        {children(data)}
      </>
    );
  }
  if (error === null) return <Waiting skeleton={skeleton} onRetry={retry} />;
  if (error.code === "FORBIDDEN" || error.code === "NOT_FOUND") return <NoAccess />;
  if (!isOnline) return <p>{t("offline.notKept")}</p>;
  return <ErrorBox error={error} onRetry={retry} />;
}

/** „Date din 22.01.2027, 14:05”: when a figure was true. */
export function AsOf({ at }: { at: string }) {
  const { t } = useI18n("ui");
  const { shortInstant } = useFormat();
  return <span className="muted small">{t("asOf", { at: shortInstant(at) })}</span>;
}
