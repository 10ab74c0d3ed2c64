import { useParams } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import { useViewer } from "../../lib/viewer";
import { LinkTabs } from "../../ui/layout/LinkTabs";
import { adminPages } from "./adminPages";

/** The pages of the administration of an institution. */
export function AdminTabs() {
  const { t } = useI18n("tenancy");
  const { t: slug } = useParams({ strict: false }) as { t: string };
  const membership = useViewer()?.memberships.find(({ tenant }) => tenant.slug === slug);
  const pages = membership === undefined ? [] : adminPages(membership.tenant.viewerCan);
  return (
    <LinkTabs
      label={t("admin.label")}
      tabs={pages.map((page) => ({ label: t(`admin.${page}`), to: `/i/${slug}/admin/${page}` }))}
    />
  );
}
