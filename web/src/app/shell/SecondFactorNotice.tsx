import { Link } from "@tanstack/react-router";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import type { Viewer } from "../../lib/viewer";
import { Banner } from "../../ui/state/Banner";

/** Tells who has not set the second step up from when it is needed. */
export function SecondFactorNotice({ viewer }: { viewer: Viewer | null }) {
  const { t } = useI18n("app");
  const { longDate } = useFormat();
  const { enrolledAt, requiredFrom } = viewer?.secondFactor ?? { enrolledAt: null, requiredFrom: null };
  if (requiredFrom === null || enrolledAt !== null) return null;
  return (
    <div className="no-print">
      <Banner tone="warn" action={<Link to={"/me" as string}>{t("secondFactor.enrol")}</Link>}>
        {t("secondFactor.soon", { date: longDate(requiredFrom) })}
      </Banner>
    </div>
  );
}
