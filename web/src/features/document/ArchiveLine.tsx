import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { dateInBucharest } from "../../lib/format/date";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { lazily } from "../../ui/state/lazily";
import { SkeletonLines } from "../../ui/state/Skeleton";

const archive = graphql(`
  fragment ArchiveLine_evidence on Evidence {
    id
    version
    title
    keptUntil
    disposedAt
    retentionClass { id code name rule }
    disposal { id status }
    viewerCan { classify { allowed } }
  }
`);

// The form is code of its own: most visits only read.
const ClassifyForm = lazily(() => import("./ClassifyForm"), "ClassifyForm");

/** Under which entry of the nomenclature a document is kept, and until when. */
export function ArchiveLine({ evidence }: { evidence: FragmentType<typeof archive> }) {
  const { t } = useI18n("document");
  const { longDate } = useFormat();
  const data = useFragment(archive, evidence);
  const [isOpen, setOpen] = useState(false);
  const { retentionClass, keptUntil, disposedAt, disposal, viewerCan } = data;
  const words =
    disposedAt !== null
      ? [t("archive.disposed", { date: longDate(dateInBucharest(new Date(disposedAt))) })]
      : [
          keptUntil !== null && t("archive.until", { date: longDate(keptUntil) }),
          retentionClass?.rule === "PERMANENT" && t("archive.permanent"),
          disposal !== null && t("archive.selected"),
        ];
  const entry = retentionClass === null ? null : t("archive.class", retentionClass);
  const said = [entry, ...words].filter((word) => word !== null && word !== false);
  return (
    <>
      <p className="muted small">{said.length === 0 ? t("archive.none") : said.join(", ")}</p>
      {viewerCan.classify.allowed && (
        <div>
          <Button small kind="quiet" expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t("archive.set")}
          </Button>
        </div>
      )}
      {isOpen && viewerCan.classify.allowed && (
        <Suspense fallback={<SkeletonLines />}>
          <ClassifyForm
            id={data.id}
            version={data.version}
            classId={retentionClass?.id ?? null}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
