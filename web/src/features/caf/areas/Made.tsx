import { Link } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { useHere } from "../here";

/** What was made, with the way to it. */
export function Made({ plan }: { plan: { id: string; title: string; count: number } }) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  return (
    <p role="status">
      {t("areas.made", { count: plan.count })}{" "}
      <Link to={`/i/${slug}/plans/${plan.id}` as never}>{plan.title}</Link>
    </p>
  );
}
