import type { Exchange } from "@urql/core";
import { type CacheExchangeOpts, cacheExchange, type KeyingConfig } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import possibleTypes from "../../gql/possible-types.json";

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
    // Without it the cache guesses by the fields it knows whether `... on X` means an object.
    possibleTypes,
    updates: {
      Mutation: {
        // It stands in the journal itself.
        verifyJournal(_, args, cache) {
          const entity = {
            __typename: "Tenant",
            id: (args as { input: { tenantId: string } }).input.tenantId,
          };
          for (const { fieldName, arguments: given } of cache.inspectFields(entity))
            if (fieldName === "journal") cache.invalidate(entity, fieldName, given);
        },
      },
    },
    resolvers: {
      Viewer: { todos: pages, notifications: pages },
      Tenant: {
        members: pages,
        invitations: pages,
        journal: pages,
        journalHeads: pages,
        history: pages,
        disposals: pages,
        dueDocuments: pages,
        commissionMeetings: pages,
        risks: pages,
        riskAlerts: pages,
      },
      Disposal: { documents: pages, history: pages },
      Unit: { history: pages },
      Membership: { history: pages },
      SavedView: { history: pages },
      ControlCampaign: { history: pages },
      ControlQuestionnaire: { history: pages },
      ControlObjective: { history: pages },
      ControlActivity: { history: pages },
      ControlIndicator: { history: pages },
      Commission: { history: pages },
      CommissionMeeting: { history: pages },
      SensitiveFunction: { history: pages },
      ControlDelegation: { history: pages },
      Risk: { history: pages },
      RiskAlert: { history: pages },
      RiskRegister: { risks: pages },
      CafAssessment: { history: pages },
      CafReport: { history: pages },
      AnnualControlReport: { history: pages },
      ControlTemplate: { history: pages },
      Query: { plans: pages, planActions: pages },
      Municipality: { releasedPlans: pages },
      Plan: { actions: pages, history: pages },
      PlanAction: { comments: pages, history: pages },
    },
  });
}
