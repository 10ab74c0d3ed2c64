import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "../journal/texts";
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
