import { randomBytes } from "node:crypto";
import { hashPassword } from "@/lib/auth/password";
import { pool, prisma } from "@/lib/db";
import { systemActor } from "@/lib/services/actor";
import { createKey } from "@/lib/services/provisioning-keys/create";
import { removeKey } from "@/lib/services/provisioning-keys/remove";
import { createUser } from "@/prisma/factories";

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
