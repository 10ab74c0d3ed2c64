import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** What happened in an institution. */
export function journalRoutes({ tenant }: Parents): FeatureRoutes {
  return {
    tenant: [
      pageRoute({
        parent: tenant,
        path: "admin/journal",
        texts: ["journal", "tenancy", "plan"],
        load: () => import("./page/JournalPage"),
        component: "JournalPage",
      }),
    ],
  };
}
