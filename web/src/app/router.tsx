import { createRootRouteWithContext, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { cafRoutes } from "../features/caf/routes";
import { controlRoutes } from "../features/control/routes";
import { helpRoutes } from "../features/help/routes";
import { identityRoutes } from "../features/identity/routes";
import { importRoutes } from "../features/import/routes";
import { journalRoutes } from "../features/journal/routes";
import { notificationRoutes } from "../features/notification/routes";
import { planRoutes } from "../features/plan/routes";
import { retentionRoutes } from "../features/retention/routes";
import { riskRoutes } from "../features/risk/routes";
import { searchRoutes } from "../features/search/routes";
import { tenancyRoutes } from "../features/tenancy/routes";
import { todoRoutes } from "../features/todo/routes";
import { clientReady } from "../lib/api/client";
import type { RouteContext } from "../lib/api/pageQuery";
import type { FeatureRoutes, Parents } from "../lib/routing/feature";
import { readSearch, writeSearch } from "../lib/routing/searchString";
import { session, start } from "../lib/session/session";
import { findMunicipality, findTenant } from "../lib/viewer";
import { NoAccess } from "../ui/state/NoAccess";
import { NotFoundPage } from "./pages/NotFoundPage";
import { PageFailed } from "./pages/PageFailed";
import { appRoutes } from "./pages/routes";
import { Door } from "./shell/Door";
import { Screen } from "./shell/Screen";
import { Shell } from "./shell/Shell";

/** The features of the product. A new one is one line here. */
const features: ((parents: Parents) => FeatureRoutes)[] = [
  appRoutes,
  identityRoutes,
  todoRoutes,
  tenancyRoutes,
  planRoutes,
  notificationRoutes,
  searchRoutes,
  helpRoutes,
  journalRoutes,
  importRoutes,
  retentionRoutes,
  controlRoutes,
  riskRoutes,
  cafRoutes,
];

const root = createRootRouteWithContext<RouteContext>()({ notFoundComponent: NotFoundPage });

const open = createRoute({ getParentRoute: () => root, id: "open", component: Door });

/** Whoever is not signed in is led to the door, and back afterwards. */
async function signedIn(href: string): Promise<void> {
  await start();
  await clientReady();
  if (session.get().status !== "anonymous") return;
  const next = href === "/" ? {} : { next: href };
  throw redirect({ to: "/sign-in" as string, search: next as never, replace: true });
}

const personal = createRoute({
  getParentRoute: () => root,
  id: "personal",
  component: Shell,
  beforeLoad: ({ location }) => signedIn(location.href),
});

const screen = createRoute({
  getParentRoute: () => root,
  id: "screen",
  component: Screen,
  notFoundComponent: NoAccess,
  beforeLoad: async ({ params, location }) => {
    await signedIn(location.href);
    return { tenant: await findTenant((params as { t?: string }).t ?? "") };
  },
});

const tenant = createRoute({
  getParentRoute: () => personal,
  path: "i/$t",
  // Inside the frame: an institution that is absent or foreign.
  notFoundComponent: NoAccess,
  beforeLoad: async ({ params }) => ({ tenant: await findTenant(params.t) }),
});

const municipality = createRoute({
  getParentRoute: () => personal,
  path: "m/$m",
  notFoundComponent: NoAccess,
  beforeLoad: async ({ params }) => ({ municipality: await findMunicipality(params.m) }),
});

function routesUnder(parent: keyof Parents) {
  const parents = { open, screen, personal, tenant, municipality } as unknown as Parents;
  return features.flatMap((feature) => feature(parents)[parent] ?? []);
}

const tree = root.addChildren([
  open.addChildren(routesUnder("open")),
  screen.addChildren(routesUnder("screen")),
  personal.addChildren([
    ...routesUnder("personal"),
    tenant.addChildren(routesUnder("tenant")),
    municipality.addChildren(routesUnder("municipality")),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  context: {},
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 30_000,
  scrollRestoration: true,
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: PageFailed,
  // The session is asked once; a page that waits for it shows nothing for a moment, then the frame.
  defaultPendingMs: 400,
});
