import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import type { UserActor } from "@/lib/services/actor";
import { createKey } from "@/lib/services/provisioning-keys/create";
import { revealKey } from "@/lib/services/provisioning-keys/reveal";
import { createActor } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";

const PIECE = 12;

let actor: UserActor;
beforeAll(async () => {
  await seedTenant();
  actor = await createActor(prisma, "OWNER");
});

async function create(viewOrExport: boolean) {
  const certificate = await prisma.signingCertificate.findFirstOrThrow({ where: { name: "Connector" } });
  const created = await createKey(actor, {
    requestId: randomUUID(),
    name: `par2-dc-core ${randomBytes(3).toString("hex")}`,
    group: { kind: "new", name: `Paris ${randomBytes(3).toString("hex")}` },
    signingCertificateId: certificate.id,
    maximum: 24,
    viewOrExport,
    expiresAt: null,
    allowList: [],
    enabled: true,
  });
  const text = created.provisioningKey.expose();
  const parsed = parseProvisioningKey(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return { id: created.key.id, text, key: parsed.key };
}

/** Every way in which part of a secret could rest: pieces of the key string, raw bytes, hex. */
function needles(created: Awaited<ReturnType<typeof create>>): Buffer[] {
  const secret = Buffer.from(created.key.secret);
  const data = created.text.split("|")[2] ?? "";
  // The secret is bytes 17 to 48 of the data: characters 23 to 65 hold bits of nothing else but its edges.
  const own = data.slice(Math.ceil((17 * 4) / 3), Math.floor((49 * 4) / 3));
  const pieces = [own, secret.toString("base64")].flatMap((text) =>
    Array.from({ length: text.length - PIECE + 1 }, (_, at) => text.slice(at, at + PIECE)),
  );
  return [
    ...pieces.map((piece) => Buffer.from(piece)),
    secret,
    secret.subarray(0, 9),
    Buffer.from(secret.toString("hex").slice(0, 16)),
  ];
}

/** All files of the cluster, the WAL included, after everything in memory was written. */
async function readCluster(): Promise<Buffer> {
  const owner = await ownerClient();
  try {
    await owner.query("CHECKPOINT");
    const { rows } = await owner.query<{ data_directory: string }>("SHOW data_directory");
    const directory = rows[0]?.data_directory ?? "";
    const files = readdirSync(directory, { recursive: true, encoding: "utf8" })
      .map((name) => join(directory, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
    return Buffer.concat(files.map((path) => readFileSync(path)));
  } finally {
    await owner.end();
  }
}

/** Every row of every table as text, as a logical dump has them. */
async function dumpRows(): Promise<Buffer> {
  const owner = await ownerClient();
  try {
    const { rows } = await owner.query<{ text: string }>(
      `SELECT query_to_xml(format('SELECT t::text AS row FROM %I t', tablename), true, false, '')::text AS text
         FROM pg_tables WHERE schemaname = 'public'`,
    );
    return Buffer.from(rows.map(({ text }) => text).join("\n"));
  } finally {
    await owner.end();
  }
}

test("a key made with View or Export off rests nowhere: not in a dump, a data file or the WAL", async () => {
  const hidden = await create(false);
  const rests = [await dumpRows(), await readCluster()];
  // What is public is there, so the search would have found the rest too.
  for (const rest of rests) expect(rest.includes(hidden.key.fingerprint)).toBe(true);
  for (const needle of needles(hidden)) {
    for (const rest of rests) expect(rest.includes(needle)).toBe(false);
  }
});

test("a key that may be viewed rests sealed: neither dump nor files hold a piece of it", async () => {
  const viewable = await create(true);
  const rests = [await dumpRows(), await readCluster()];
  for (const needle of needles(viewable)) {
    for (const rest of rests) expect(rest.includes(needle)).toBe(false);
  }
});

test("the search finds a piece that was really written", async () => {
  const canary = await create(false);
  const piece = needles(canary)[5]?.toString("utf8") ?? "";
  await prisma.connectorGroup.create({ data: { name: randomUUID(), nameKey: randomUUID(), description: piece } });
  expect((await dumpRows()).includes(piece)).toBe(true);
  expect((await readCluster()).includes(piece)).toBe(true);
});

test("the server refuses to reveal a hidden key with its own code", async () => {
  const hidden = await create(false);
  await expect(revealKey(actor, { id: hidden.id })).rejects.toMatchObject({ code: "key_hidden" });
});
