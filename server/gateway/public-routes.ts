import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Refusal } from "@/lib/enrollment/codes";
import { getRevocationList } from "@/lib/enrollment/revocation-list";
import { getTrustChain } from "@/lib/enrollment/trust-chain";

const DOWNLOADS = {
  "latchkey-connector.mjs": "text/javascript",
  "latchkey-connector.mjs.sha256": "text/plain",
} as const;

/** Routes without any authentication: what they serve is public by nature. */
export function addPublicRoutes(app: FastifyInstance): void {
  app.get("/v1/ca", async (_request, reply) => {
    return reply
      .type("application/x-pem-file")
      .header("cache-control", "no-store")
      .send(await getTrustChain());
  });

  app.get<{ Params: { id: string } }>("/v1/crl/:id", async (request, reply) => {
    const id = z.uuid().safeParse(request.params.id);
    const list = id.success ? await getRevocationList(id.data) : undefined;
    if (!list) throw new Refusal("not_found", "There is no such revocation list.");
    return reply
      .type("application/pkix-crl")
      .header("cache-control", "no-cache")
      .header("expires", list.nextUpdate.toUTCString())
      .send(list.der);
  });

  for (const [name, type] of Object.entries(DOWNLOADS)) {
    app.get(`/downloads/${name}`, async (_request, reply) => {
      const file = await readFile(new URL(name, import.meta.url)).catch(() => undefined);
      if (!file) throw new Refusal("not_found", "This build holds no connector file.");
      return reply.type(`${type}; charset=utf-8`).header("cache-control", "no-cache").send(file);
    });
  }
}
