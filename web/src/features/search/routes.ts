import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** What was found, whole. */
export function searchRoutes({ personal }: Parents): FeatureRoutes {
  return {
    personal: [
      pageRoute({
        parent: personal,
        path: "search",
        texts: "search",
        load: () => import("./SearchPage"),
        component: "SearchPage",
      }),
    ],
  };
}
