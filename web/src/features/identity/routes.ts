import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** The door: signing in, a new password, an invitation; and one's own account. */
export function identityRoutes({ open, personal }: Parents): FeatureRoutes {
  const texts = "identity";
  return {
    open: [
      pageRoute({
        parent: open,
        path: "sign-in",
        texts,
        load: () => import("./SignInPage"),
        component: "SignInPage",
      }),
      pageRoute({
        parent: open,
        path: "reset",
        texts,
        load: () => import("./ResetRequestPage"),
        component: "ResetRequestPage",
      }),
      pageRoute({
        parent: open,
        path: "reset/$token",
        texts,
        load: () => import("./ResetPage"),
        component: "ResetPage",
      }),
      pageRoute({
        parent: open,
        path: "invite/$token",
        texts,
        load: () => import("./InvitationPage"),
        component: "InvitationPage",
      }),
    ],
    personal: [
      pageRoute({
        parent: personal,
        path: "me",
        texts: ["identity", "notification"],
        load: () => import("./MePage"),
        component: "MePage",
      }),
    ],
  };
}
