import type { Exchange } from "@urql/core";
import { type CacheExchangeOpts, cacheExchange, type KeyingConfig } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";

/** Lists that grow by „Încă 50”; a feature adds its own under the type that holds them. */
const pages = relayPagination();

/** An object without an id is part of the object that holds it. */
const keys = new Proxy<KeyingConfig>(
  {},
  { get: () => (data: { id?: string | null }) => data.id ?? null, has: () => true },
);

/** `kept` holds what was read before on this device. */
export function cache(kept: CacheExchangeOpts["storage"]): Exchange {
  return cacheExchange({
    ...(kept ? { storage: kept } : {}),
    keys,
    resolvers: {
      Viewer: { todos: pages, notifications: pages },
      Tenant: { members: pages, invitations: pages },
      Query: { plans: pages, planActions: pages },
      Municipality: { releasedPlans: pages },
      Plan: { actions: pages, history: pages },
      PlanAction: { comments: pages, history: pages },
    },
  });
}
