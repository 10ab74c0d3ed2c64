import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** What each page is for. */
export function helpRoutes({ personal }: Parents): FeatureRoutes {
  const load = () => import("./HelpPage");
  return {
    personal: [
      pageRoute({ parent: personal, path: "help", texts: "help", load, component: "HelpPage" }),
      pageRoute({ parent: personal, path: "help/$topic", texts: "help", load, component: "HelpTopicPage" }),
    ],
  };
}
