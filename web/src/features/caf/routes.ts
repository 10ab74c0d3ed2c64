import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "../journal/texts";
import "../plan/texts";
import "./texts";

/** Self-assessments after the Common Assessment Framework: their ten steps, each member's scores, what they come to. */
export function cafRoutes({ tenant, municipality, screen }: Parents): FeatureRoutes {
  const texts = ["caf", "journal"] as const;
  return {
    tenant: [
      pageRoute({
        parent: tenant,
        path: "caf",
        texts,
        load: () => import("./list/CafListPage"),
        component: "CafListPage",
      }),
      pageRoute({
        parent: tenant,
        path: "caf/$id",
        texts,
        load: () => import("./journey/CafPage"),
        component: "CafPage",
      }),
      pageRoute({
        parent: tenant,
        path: "caf/$id/mine/$sub",
        texts,
        load: () => import("./mine/MinePage"),
        component: "MinePage",
      }),
      pageRoute({
        parent: tenant,
        path: "caf/$id/room",
        texts,
        load: () => import("./room/RoomPage"),
        component: "RoomPage",
      }),
      pageRoute({
        parent: tenant,
        path: "caf/$id/areas",
        texts: [...texts, "plan"],
        load: () => import("./areas/AreasPage"),
        component: "AreasPage",
      }),
      pageRoute({
        parent: tenant,
        path: "caf/$id/report",
        texts,
        load: () => import("./report/ReportPage"),
        component: "ReportPage",
      }),
      pageRoute({
        parent: tenant,
        path: "caf/$id/results",
        texts,
        load: () => import("./results/ResultsPage"),
        component: "ResultsPage",
      }),
    ],
    municipality: [
      pageRoute({
        parent: municipality,
        path: "caf",
        texts,
        load: () => import("./compared/ComparedPage"),
        component: "ComparedPage",
      }),
    ],
    screen: [
      pageRoute({
        parent: screen,
        path: "i/$t/caf/$id/room/projector",
        texts,
        load: () => import("./room/ProjectorPage"),
        component: "ProjectorPage",
      }),
    ],
  };
}
