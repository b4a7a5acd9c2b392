import { X509Certificate } from "node:crypto";
import { beforeAll, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db";
import { env } from "@/lib/env";
import { createActor } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const request = vi.hoisted(() => ({ actor: undefined as unknown }));
vi.mock("@/lib/auth/current-actor", () => ({ currentActor: async () => request.actor }));

const { GET } = await import("./route");

let id: string;
const ask = (file: string, of = id) =>
  GET(new Request(`${env.APP_URL}/api/signing-certificates/${of}/${file}`), {
    params: Promise.resolve({ id: of, file }),
  });

beforeAll(async () => {
  await seedTenant();
  id = (await prisma.signingCertificate.findUniqueOrThrow({ where: { nameKey: "service edge" } })).id;
});

it("serves certificate and chain to every role under a plain file name", async () => {
  for (const role of ["OWNER", "ADMIN", "VIEWER"] as const) {
    request.actor = await createActor(prisma, role);
    const answer = await ask("certificate");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="Service-Edge.pem"');
    expect(new X509Certificate(await answer.text()).subject).toMatch(/^CN=Latchkey Service Edge/);
    const chain = await (await ask("chain")).text();
    expect(chain.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
    expect(chain).not.toContain("PRIVATE");
  }
});

it("has nothing for visitors, other files and other ids", async () => {
  for (const file of ["csr", "key"]) expect((await ask(file)).status).toBe(404);
  expect((await ask("chain", "5f0c1a52-7f0e-4f55-9d0c-0a2d0c6f2b11")).status).toBe(404);
  expect((await ask("chain", "x")).status).toBe(422);
  request.actor = { kind: "anonymous", requestId: "r", ip: null, userAgent: null };
  expect((await ask("chain")).status).toBe(401);
});
