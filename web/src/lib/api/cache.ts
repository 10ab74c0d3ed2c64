import type { Exchange } from "@urql/core";
import { cacheExchange, type KeyingConfig } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";

/** Lists that grow by „Încă 50”; a feature adds its own under the type that holds them. */
const pages = relayPagination();

/** An object without an id is part of the object that holds it. */
const keys = new Proxy<KeyingConfig>(
  {},
  { get: () => (data: { id?: string | null }) => data.id ?? null, has: () => true },
);

export function cache(): Exchange {
  return cacheExchange({
    keys,
    resolvers: {
      Viewer: { todos: pages },
      Tenant: { members: pages, invitations: pages },
      Query: { plans: pages, planActions: pages },
      Municipality: { releasedPlans: pages },
      Plan: { actions: pages, history: pages },
      PlanAction: { comments: pages, history: pages },
    },
  });
}
