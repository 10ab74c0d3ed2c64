import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "../journal/texts";
import "../plan/texts";
import "../tenancy/texts";
import "./texts";

/** Risks: the register with its heat map, a risk, alerts that anybody raises. */
export function riskRoutes({ tenant }: Parents): FeatureRoutes {
  // Measures are actions of plans, histories come from the journal, whose words know places and roles too.
  const texts = ["risk", "plan", "journal", "tenancy"] as const;
  return {
    tenant: [
      pageRoute({
        parent: tenant,
        path: "risks",
        texts,
        load: () => import("./register/RiskListPage"),
        component: "RiskListPage",
      }),
      pageRoute({
        parent: tenant,
        path: "risks/alerts",
        texts,
        load: () => import("./alert/RiskAlertListPage"),
        component: "RiskAlertListPage",
      }),
      pageRoute({
        parent: tenant,
        path: "risks/alerts/new",
        texts: ["risk"],
        load: () => import("./alert/RaiseRiskPage"),
        component: "RaiseRiskPage",
      }),
      pageRoute({
        parent: tenant,
        path: "risks/$id",
        texts,
        load: () => import("./page/RiskPage"),
        component: "RiskPage",
      }),
    ],
  };
}
