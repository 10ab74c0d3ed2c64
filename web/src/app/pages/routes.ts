import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";

/** Pages that belong to no feature. */
export function appRoutes({ open }: Parents): FeatureRoutes {
  return {
    open: [
      pageRoute({
        parent: open,
        path: "accessibility",
        texts: "app",
        load: () => import("./AccessibilityPage"),
        component: "AccessibilityPage",
      }),
    ],
  };
}
