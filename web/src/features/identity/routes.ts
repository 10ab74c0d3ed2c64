import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** The door: signing in, a new password, an invitation; and one's own account. */
export function identityRoutes({ open }: Parents): FeatureRoutes {
  return {
    open: [
      pageRoute({
        parent: open,
        path: "sign-in",
        texts: "identity",
        load: () => import("./SignInPage"),
        component: "SignInPage",
      }),
    ],
  };
}
