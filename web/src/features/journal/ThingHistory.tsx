import { Suspense, useState } from "react";
import { useI18n } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { lazily } from "../../ui/state/lazily";
import { SkeletonLines } from "../../ui/state/Skeleton";

// Code of its own: most visits do not open it.
const ThingEntries = lazily(() => import("./ThingEntries"), "ThingEntries");

/** What happened to a unit, a person's place, an institution or a saved view; read when somebody asks for it. */
export function ThingHistory({ id }: { id: string }) {
  const { t } = useI18n("journal");
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-label={t("thing.title")} className="stack no-print">
      <div>
        <Button small kind="quiet" expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t("thing.hide") : t("thing.show")}
        </Button>
      </div>
      {isOpen && (
        <Suspense fallback={<SkeletonLines />}>
          <ThingEntries id={id} />
        </Suspense>
      )}
    </section>
  );
}
