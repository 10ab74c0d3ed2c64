import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** Improvement plans: the register, a plan in its views, actions across plans, an action. */
export function planRoutes({ tenant }: Parents): FeatureRoutes {
  const texts = "plan";
  return {
    tenant: [
      pageRoute({
        parent: tenant,
        path: "plans",
        texts,
        load: () => import("./PlanListPage"),
        component: "PlanListPage",
      }),
      pageRoute({
        parent: tenant,
        path: "plans/$id",
        texts,
        load: () => import("./PlanPage"),
        component: "PlanPage",
      }),
      pageRoute({
        parent: tenant,
        path: "actions",
        texts,
        load: () => import("./ActionListPage"),
        component: "ActionListPage",
      }),
      pageRoute({
        parent: tenant,
        path: "actions/$id",
        texts,
        load: () => import("./ActionPage"),
        component: "ActionPage",
      }),
    ],
  };
}
