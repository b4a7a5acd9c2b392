import { createServer } from "node:http";
import pg from "pg";
import { env } from "@/lib/env";
import { serve } from "@/server/children/serve";

// Takes the portal's place in tests of the supervisor: answers with what the database says, "/slow" only after it was told how long.
await serve(async () => {
  const server = createServer((request, response) => {
    const answer = async () => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const client = new pg.Client({ connectionString: env.DATABASE_URL, connectionTimeoutMillis: 2_000 });
      client.on("error", () => undefined);
      try {
        await client.connect();
        await client.query("SELECT pg_sleep($1::float8)", [url.searchParams.get("seconds") ?? "0"]);
        const { rows } = await client.query("SELECT current_user AS user");
        response.end(JSON.stringify({ pid: process.pid, ...rows[0] }));
      } catch {
        response.writeHead(503).end();
      } finally {
        await client.end().catch(() => undefined);
      }
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(env.PORT, env.HOST, resolve));
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
});
