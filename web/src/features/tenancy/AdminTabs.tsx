import { useParams } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import { useViewer } from "../../lib/viewer";
import { LinkTabs } from "../../ui/layout/LinkTabs";

/** The pages of the administration of an institution. */
export function AdminTabs() {
  const { t } = useI18n("tenancy");
  const { t: slug } = useParams({ strict: false }) as { t: string };
  const membership = useViewer()?.memberships.find(({ tenant }) => tenant.slug === slug);
  const pages = [
    ...(["people", "units", "roles", "policies", "institution", "reminders", "imports"] as const),
    // The tree of the municipality is run from the city hall.
    ...(membership?.tenant.viewerCan.manageMunicipality.allowed ? (["institutions"] as const) : []),
    ...(membership?.tenant.viewerCan.readJournal.allowed ? (["journal"] as const) : []),
  ];
  return (
    <LinkTabs
      label={t("admin.label")}
      tabs={pages.map((page) => ({ label: t(`admin.${page}`), to: `/i/${slug}/admin/${page}` }))}
    />
  );
}
