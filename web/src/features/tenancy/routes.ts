import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "../journal/texts";
import "../plan/texts";
import "./texts";

/** Institutions: overview, people, units, roles; what a municipality sees of them. */
export function tenancyRoutes({ tenant, municipality }: Parents): FeatureRoutes {
  // Histories of units, people and the institution itself come from the journal.
  const texts = ["tenancy", "journal", "plan"] as const;
  return {
    tenant: [
      pageRoute({
        parent: tenant,
        path: "/",
        texts,
        load: () => import("./OverviewPage"),
        component: "OverviewPage",
      }),
      pageRoute({
        parent: tenant,
        path: "admin/people",
        texts,
        load: () => import("./people/PeoplePage"),
        component: "PeoplePage",
      }),
      pageRoute({
        parent: tenant,
        path: "admin/units",
        texts,
        load: () => import("./units/UnitsPage"),
        component: "UnitsPage",
      }),
      pageRoute({
        parent: tenant,
        path: "admin/roles",
        texts,
        load: () => import("./roles/RolesPage"),
        component: "RolesPage",
      }),
      pageRoute({
        parent: tenant,
        path: "admin/policies",
        texts,
        load: () => import("./PoliciesPage"),
        component: "PoliciesPage",
      }),
      pageRoute({
        parent: tenant,
        path: "admin/institutions",
        texts,
        load: () => import("./institutions/InstitutionsPage"),
        component: "InstitutionsPage",
      }),
      pageRoute({
        parent: tenant,
        path: "admin/institution",
        texts,
        load: () => import("./InstitutionPage"),
        component: "InstitutionPage",
      }),
    ],
    municipality: [
      pageRoute({
        parent: municipality,
        path: "scorecard",
        texts,
        load: () => import("./municipality/ScorecardPage"),
        component: "ScorecardPage",
      }),
    ],
  };
}
