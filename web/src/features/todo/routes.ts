import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** „De făcut”: the first page. */
export function todoRoutes({ personal }: Parents): FeatureRoutes {
  return {
    personal: [
      pageRoute({
        parent: personal,
        path: "/",
        texts: "todo",
        load: () => import("./TodoPage"),
        component: "TodoPage",
      }),
    ],
  };
}
