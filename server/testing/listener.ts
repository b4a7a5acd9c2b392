import { createServer } from "node:http";
import pg from "pg";
import { env } from "@/lib/env";
import { drain } from "@/server/children/drain";
import { sharePort } from "@/server/children/share-port";

// Takes the portal's place in tests of the supervisor: answers with what the database says, after as many seconds as it is asked for.
let busy = 0;

const countProcesses = async () => env.WEB_PROCESSES;

await sharePort("A process of the portal", countProcesses, async () => {
  const server = createServer((request, response) => {
    const answer = async () => {
      busy += 1;
      const url = new URL(request.url ?? "/", "http://localhost");
      const client = new pg.Client({ connectionString: env.DATABASE_URL, connectionTimeoutMillis: 2_000 });
      client.on("error", () => undefined);
      try {
        await client.connect();
        await client.query("SELECT pg_sleep($1::float8)", [url.searchParams.get("seconds") ?? "0"]);
        const { rows } = await client.query("SELECT current_user AS user");
        const knowsOwner = env.DATABASE_OWNER_URL !== undefined || env.ADMIN_PASSWORD !== undefined;
        response.end(JSON.stringify({ pid: process.pid, busy, knowsOwner, ...rows[0] }));
      } catch {
        response.writeHead(503).end();
      } finally {
        busy -= 1;
        await client.end().catch(() => undefined);
      }
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(env.PORT, env.HOST, resolve));
  return { close: () => drain(server) };
});
