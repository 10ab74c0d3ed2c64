import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "../journal/texts";
import "../tenancy/texts";
import "./texts";

/** Improvement plans: the register, a plan in its views, actions across plans, an action; what the mayor's office reads of them. */
export function planRoutes({ tenant, municipality }: Parents): FeatureRoutes {
  // Their histories and differences come from the journal, whose words know places and roles too.
  const texts = ["plan", "journal", "tenancy"] as const;
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
    municipality: [
      pageRoute({
        parent: municipality,
        path: "plans/$id",
        texts,
        load: () => import("./overseen/OverseenPlanPage"),
        component: "OverseenPlanPage",
      }),
    ],
  };
}
