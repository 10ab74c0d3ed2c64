import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** Taking over sheets. */
export function importRoutes({ tenant }: Parents): FeatureRoutes {
  return {
    tenant: [
      pageRoute({
        parent: tenant,
        path: "admin/imports",
        texts: ["import", "tenancy"],
        load: () => import("./ImportPage"),
        component: "ImportPage",
      }),
    ],
  };
}
