import { randomBytes } from "node:crypto";
import { hashPassword } from "@/lib/auth/password";
import { pool, prisma } from "@/lib/db";
import { systemActor } from "@/lib/services/actor";
import { createKey } from "@/lib/services/provisioning-keys/create";
import { removeKey } from "@/lib/services/provisioning-keys/remove";
import { createUser, createKey as insertKey } from "@/prisma/factories";

const actor = systemActor("bench");

export type BenchUser = { id: string; email: string; password: string };

/** Makes the user whom the browser signs in as: an Admin with a random password. */
export async function createBenchUser(): Promise<BenchUser> {
  const password = randomBytes(24).toString("base64url");
  const { id, email } = await createUser(prisma, {
    role: "ADMIN",
    name: "Benchmark",
    email: `bench-${randomBytes(4).toString("hex")}@example.com`,
    passwordHash: await hashPassword(password),
  });
  return { id, email, password };
}

/** Takes the user away again, with sessions and settings. */
export async function removeBenchUser({ id }: BenchUser): Promise<void> {
  await prisma.user.delete({ where: { id }, select: { id: true } });
}

const SITES = ["ams", "fra", "lhr", "nyc", "osl", "syd", "tyo", "vie"];
const KINDS = ["autoscale", "branch", "eks", "plant", "lab"];

/**
 * Makes the newest keys of the list, such as people make them: with View or Export on, so that their rows have all buttons. Keys of
 * `db:seed` cannot be viewed, and their rows cost less. Out: their ids.
 */
export async function createViewableKeys(count: number): Promise<string[]> {
  const group = await prisma.connectorGroup.findFirstOrThrow({
    where: { enabled: true },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true, nameKey: true, enabled: true },
  });
  const run = randomBytes(3).toString("hex");
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const name = `${SITES[n % SITES.length]}-${KINDS[n % KINDS.length]}-bench${run}-${n}`;
    const maximum = 50 * (1 + (n % 4));
    // Every tenth has reached its limit: its row has one more button.
    const used = n % 10 === 0 ? maximum : n % maximum;
    const { id } = await insertKey(prisma, {
      name,
      group,
      maximum,
      used,
      lastUsedAt: new Date(Date.now() - n * 60_000),
    });
    ids.push(id);
  }
  return ids;
}

/** Takes them away without a trace: nothing has used them. */
export async function removeViewableKeys(ids: string[]): Promise<void> {
  await prisma.provisioningKey.deleteMany({ where: { id: { in: ids } } });
}

export type BenchKey = { id: string; name: string; text: string; rootPem: string };

/** Makes the newest key of the list, without a limit, in a group that is there, and finds the Root its gateway proves itself with. */
export async function createBenchKey(): Promise<BenchKey> {
  const { rows } = await pool.query<{ groupId: string | null; certificateId: string; root: Buffer }>(`
    SELECT (SELECT id FROM connector_groups WHERE enabled AND allow_list = '{}' ORDER BY created_at LIMIT 1) AS "groupId",
      (SELECT id FROM signing_certificates WHERE name_key = 'connector') AS "certificateId", root.certificate AS root
    FROM tenants JOIN signing_certificates root ON root.id = tenants.root_certificate_id`);
  const [found] = rows;
  if (!found?.groupId)
    throw new Error("there is no enabled App Connector Group without an allow list: seed the database first");
  const name = `bench-${randomBytes(4).toString("hex")}`;
  const { key, provisioningKey } = await createKey(actor, {
    requestId: crypto.randomUUID(),
    name,
    maximum: null,
    signingCertificateId: found.certificateId,
    viewOrExport: false,
    expiresAt: null,
    allowList: [],
    enabled: true,
    group: { kind: "existing", id: found.groupId },
  });
  const rootPem = `-----BEGIN CERTIFICATE-----\n${found.root.toString("base64")}\n-----END CERTIFICATE-----\n`;
  return { id: key.id, name, text: provisioningKey.expose(), rootPem };
}

/** Deletes the key as a person would; connectors that enrolled with it stay. */
export async function removeBenchKey({ id }: BenchKey): Promise<void> {
  const { version } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id }, select: { version: true } });
  await removeKey(actor, { id, version, revokeConnectors: false });
}

/** How many uses of a key the database has counted. */
export async function readUsed(id: string): Promise<number> {
  const { used } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id }, select: { used: true } });
  return used;
}
