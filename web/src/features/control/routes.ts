import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "../journal/texts";
import "../plan/texts";
import "./texts";

/** The yearly self-assessment of internal control: its campaigns, questionnaires and what follows from them. */
export function controlRoutes({ tenant }: Parents): FeatureRoutes {
  const texts = ["control", "journal"] as const;
  return {
    tenant: [
      pageRoute({
        parent: tenant,
        path: "control",
        texts,
        load: () => import("./hub/ControlPage"),
        component: "ControlPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/criteria",
        texts,
        load: () => import("./criteria/CriteriaPage"),
        component: "CriteriaPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/deadlines",
        texts,
        load: () => import("./deadlines/DeadlinesPage"),
        component: "DeadlinesPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/$year/questionnaires/$id",
        texts,
        load: () => import("./questionnaire/QuestionnairePage"),
        component: "QuestionnairePage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/$year/synthesis",
        texts: [...texts, "plan"],
        load: () => import("./synthesis/SynthesisPage"),
        component: "SynthesisPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/objectives",
        texts,
        load: () => import("./objectives/ObjectivesPage"),
        component: "ObjectivesPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/inventories/procedures",
        texts,
        load: () => import("./inventories/ProceduresPage"),
        component: "ProceduresPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/inventories/functions",
        texts,
        load: () => import("./inventories/FunctionsPage"),
        component: "FunctionsPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/inventories/delegations",
        texts,
        load: () => import("./inventories/DelegationsPage"),
        component: "DelegationsPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/commission",
        texts,
        load: () => import("./commission/CommissionPage"),
        component: "CommissionPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/commission/$id",
        // A decision becomes an action in the form of the plans.
        texts: [...texts, "plan"],
        load: () => import("./commission/MeetingPage"),
        component: "MeetingPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/$year/report",
        texts,
        load: () => import("./report/ReportPage"),
        component: "ReportPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/$year/forms",
        texts,
        load: () => import("./forms/FormsPage"),
        component: "FormsPage",
      }),
      pageRoute({
        parent: tenant,
        path: "control/$year/subordinates",
        texts,
        load: () => import("./subordinates/SubordinatesPage"),
        component: "SubordinatesPage",
      }),
    ],
  };
}
