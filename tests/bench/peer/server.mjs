// PostGraphile 5 as its documentation sets it up for production: one process, its default preset, persistent pool.
// Who asks comes ready-made in a header, so it pays for no token and no lookup of memberships.
import { createServer } from "node:http";
import { makePgService } from "postgraphile/adaptors/pg";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { grafserv } from "postgraphile/grafserv/node";

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: process.env.BENCH_APP_URL,
      schemas: ["public", "bench_peer"],
      poolConfig: { max: Number(process.env.BENCH_CONNECTIONS) },
    }),
  ],
  grafast: {
    context(request) {
      const [account, tenant] = request.node.req.headers["x-bench-scope"].split(" ");
      return {
        pgSettings: {
          "app.account_id": account,
          "app.tenant_ids": `{${tenant}}`,
          "app.full_tenant_ids": `{${tenant}}`,
          "app.object_ids": "{}",
        },
      };
    },
  },
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  grafserv: { watch: false, graphiql: false, graphqlOverGET: false, maxRequestLength: 100_000 },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.env.BENCH_PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
