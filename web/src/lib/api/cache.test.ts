import { Client, type Exchange } from "@urql/core";
import { expect, test } from "vitest";
import { delay, map, pipe } from "wonka";
import { JournalPageDocument } from "../../gql/graphql";
import { cache } from "./cache";

const tenantId = "tenant_1";
const campaign = { __typename: "ControlCampaign", id: "control_campaign_1", year: 2021 };
const permitted = { __typename: "Permitted", allowed: true, reason: null };

/** One entry of the journal about something of an institution. */
function entryOf(subject: object, position: number) {
  return {
    __typename: "JournalEntry",
    position: String(position),
    at: "2026-11-23T12:38:07Z",
    kind: "control_report_created",
    summary: "Raportul anual de control intern a fost început",
    subjectKind: "control_report",
    subjectId: "control_report_1",
    actor: null,
    actorFunction: null,
    changes: [],
    subject,
  };
}

/** A server that always says the same. */
function saying(data: object): Exchange {
  return () => (operations) =>
    pipe(
      operations,
      delay(1),
      map((operation) => ({
        operation,
        data,
        error: undefined,
        extensions: undefined,
        stale: false,
        hasNext: false,
      })),
    );
}

test("what a list of different things says is read back whole", async () => {
  const nodes = [
    entryOf({ __typename: "AnnualControlReport", id: "control_report_1", campaign }, 2),
    entryOf({ ...campaign }, 1),
  ];
  const tenant = {
    __typename: "Tenant",
    id: tenantId,
    slug: "ps6",
    viewerCan: { __typename: "TenantViewerCan", readJournal: permitted },
    journalKinds: [],
    journalCheck: null,
    heads: { __typename: "JournalHeadConnection", nodes: [], totalCount: 0 },
    journal: {
      __typename: "JournalEntryConnection",
      nodes,
      totalCount: nodes.length,
      pageInfo: { __typename: "PageInfo", hasNextPage: false, endCursor: null },
    },
  };
  const client = new Client({
    url: "https://calitas.example",
    exchanges: [cache(undefined), saying({ tenant })],
  });
  const variables = { id: tenantId, canRead: true, filter: null, thing: "", isOfThing: false };
  const { data } = await client.query(JournalPageDocument, variables).toPromise();
  expect(data?.tenant?.id).toBe(tenantId);
});
