import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createClient } from "graphql-ws";
import { useEffect, useState } from "react";
import { accessToken } from "./session";

/**
 * GraphiQL with the documentation of the schema, for people who are signed in. Outside production only: there the
 * server answers neither this page nor questions about the schema.
 */
export function ExplorerPage() {
  const [state, setState] = useState<"asking" | "open" | "closed">("asking");
  useEffect(() => {
    void accessToken().then((token) => setState(token === null ? "closed" : "open"));
  }, []);
  if (state === "asking") return <p className="notice">Looking for your session …</p>;
  if (state === "closed") return <SignInFirst />;
  return <GraphiQL fetcher={fetcher} defaultQuery={welcome} isHeadersEditorEnabled={false} />;
}

function SignInFirst() {
  return (
    <div className="notice">
      <h1>API explorer</h1>
      <p>
        <a href="/">Sign in to Calitas</a> in this browser, then reload this page.
      </p>
    </div>
  );
}

const authorization = async () => `Bearer ${(await accessToken()) ?? ""}`;

const fetcher = createGraphiQLFetcher({
  url: "/graphql",
  fetch: async (input, init) =>
    fetch(input, { ...init, headers: { ...init?.headers, authorization: await authorization() } }),
  wsClient: createClient({
    url: new URL("/graphql", location.href.replace(/^http/, "ws")).href,
    connectionParams: async () => ({ authorization: await authorization() }),
  }),
});

const welcome = `# Everything runs as you: what you may not see or do here, the API refuses.
# Each answer tells its cost in extensions; an operation may cost 10 000 objects.
{
  viewer {
    account {
      displayName
    }
    memberships {
      tenant {
        nameRo
      }
      roles {
        role
      }
    }
  }
}
`;
