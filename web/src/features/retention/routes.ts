import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "../journal/texts";
import "../tenancy/texts";
import "./texts";

/** How long documents are kept, and the selections by which they go. */
export function retentionRoutes({ tenant }: Parents): FeatureRoutes {
  const texts = ["retention", "tenancy", "journal"] as const;
  return {
    tenant: [
      pageRoute({
        parent: tenant,
        path: "admin/retention",
        texts,
        load: () => import("./nomenclature/NomenclaturePage"),
        component: "NomenclaturePage",
      }),
      pageRoute({
        parent: tenant,
        path: "admin/disposals",
        texts,
        load: () => import("./disposals/DisposalsPage"),
        component: "DisposalsPage",
      }),
      pageRoute({
        parent: tenant,
        path: "admin/disposals/$id",
        texts,
        load: () => import("./disposals/DisposalPage"),
        component: "DisposalPage",
      }),
    ],
  };
}
