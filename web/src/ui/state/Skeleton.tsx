import { type ReactNode, useEffect, useState } from "react";
import { useI18n } from "../../lib/i18n";
import { Button } from "../Button";
import styles from "./Skeleton.module.css";

/** Grey lines in the place of content. */
export function SkeletonLines({ count = 5 }: { count?: number }) {
  return (
    <div className={styles.lines} aria-hidden="true">
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={line} className={styles.line} />
      ))}
    </div>
  );
}

/** Nothing for 200 ms, then the skeleton, after 8 s a word and a way to try again. */
export function Waiting({ skeleton, onRetry }: { skeleton?: ReactNode; onRetry: () => void }) {
  const { t } = useI18n("ui");
  const [waited, setWaited] = useState<"no" | "bit" | "long">("no");
  useEffect(() => {
    const bit = setTimeout(() => setWaited("bit"), 200);
    const long = setTimeout(() => setWaited("long"), 8_000);
    return () => {
      clearTimeout(bit);
      clearTimeout(long);
    };
  }, []);
  return (
    <div aria-busy="true" className={styles.waiting}>
      <span className="visually-hidden" role="status">
        {waited === "no" ? "" : t("loading")}
      </span>
      {waited === "long" && (
        <p className="row">
          {t("loading.long")}
          <Button onClick={onRetry}>{t("retry")}</Button>
        </p>
      )}
      {waited !== "no" && (skeleton ?? <SkeletonLines />)}
    </div>
  );
}
