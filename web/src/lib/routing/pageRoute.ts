import { type AnyRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { At, PageQuery } from "../api/pageQuery";
import { loadTexts, type Namespace } from "../i18n";

type PageModule = { query?: PageQuery<never> } & Record<string, ComponentType>;

type PageOptions = {
  parent: AnyRoute;
  path: string;
  /** The namespace of its texts; several when it shows parts of other features. */
  texts: Namespace | readonly Namespace[];
  /** The module of the page: a chunk of its own. Its exported `query`, if any, is asked for at once. */
  load: () => Promise<unknown>;
  /** The exported component. */
  component: string;
};

/**
 * A route whose page is code of its own. Texts and code are awaited; the query is only started, so that the page can
 * show its skeleton. Touching a link starts all three.
 */
export function pageRoute({ parent, path, texts, load, component }: PageOptions): AnyRoute {
  const module = load as () => Promise<PageModule>;
  return createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(module, component),
    loaderDeps: ({ search }) => ({ search }),
    loader: async ({ params, context, deps }) => {
      const [page] = await Promise.all([module(), ...[texts].flat().map((one) => loadTexts(one))]);
      page.query?.prefetch({ params, context, search: deps.search } as unknown as At);
    },
  }) as unknown as AnyRoute;
}
