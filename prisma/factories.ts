import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Role } from "@/lib/auth/permissions";
import { masterKeys } from "@/lib/crypto/master-key";
import { seal } from "@/lib/crypto/seal";
import type { Tx } from "@/lib/db";
import { digestSecret } from "@/lib/provisioning-key/digest";
import { encodeProvisioningKey } from "@/lib/provisioning-key/encode";
import { fingerprintKey } from "@/lib/provisioning-key/fingerprint";
import { maskProvisioningKey } from "@/lib/provisioning-key/mask";
import type { UserActor } from "@/lib/services/actor";
import type { CreateGroupInput } from "@/lib/services/connector-groups/schema";
import { nameKey } from "@/lib/services/name/schema";
import type { KeyStatus } from "@/lib/services/provisioning-keys/schema";
import type { ConnectorUncheckedCreateInput } from "@/prisma/generated/models/Connector";

// Rows for tests and sample data, written past the services: states that a service would take days to reach.

const DAY = 86_400_000;
const HOST = "api.private.example.com:8443";
let serial = 0;

function unique(label: string): string {
  serial += 1;
  return `${label} ${serial}-${randomBytes(3).toString("hex")}`;
}

const bytes = (source: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(source);

/** A user row without password, unless a hash is given. Out: the id and what was made up. */
export async function createUser(
  db: Tx,
  given: { role?: Role; name?: string; email?: string; passwordHash?: string } = {},
) {
  const name = given.name ?? unique("User");
  const email = given.email ?? `${nameKey(name).replaceAll(" ", "-")}@example.com`;
  return await db.user.create({
    data: {
      name,
      email,
      emailKey: nameKey(email),
      role: given.role ?? "ADMIN",
      passwordHash: given.passwordHash ?? null,
    },
    select: { id: true, name: true, email: true, role: true },
  });
}

/** A user row and the actor of a request by that user. */
export async function createActor(db: Tx, role: Role, name?: string): Promise<UserActor> {
  const user = await createUser(db, { role, ...(name !== undefined && { name }) });
  const session = await db.session.create({
    data: { userId: user.id, expiresAt: new Date(Date.now() + DAY) },
    select: { id: true },
  });
  const request = { ip: "192.0.2.10", userAgent: "factory", requestId: randomUUID() };
  return { kind: "user", ...user, sessionId: session.id, ...request };
}

/** A group row with the defaults of a new one. */
export async function createGroup(db: Tx, given: Partial<CreateGroupInput> = {}) {
  const name = given.name ?? unique("Group");
  return await db.connectorGroup.create({
    data: { ...given, name, nameKey: nameKey(name) },
    select: { id: true, name: true, nameKey: true, enabled: true },
  });
}

type GivenKey = {
  name?: string;
  state?: KeyStatus;
  group?: { id: string; name: string; nameKey: string; enabled: boolean };
  maximum?: number | null;
  used?: number;
  /** Instead of what the state says. */
  enabled?: boolean;
  expiresAt?: Date;
  host?: string;
  viewOrExport?: boolean;
  managed?: { by: string; reason: string };
  allowList?: string[];
  lastUsedAt?: Date;
  createdAt?: Date;
  deletedAt?: Date;
};

/**
 * A key row in a state, with its secret under the tenant's Root, as the services write it. Needs a seeded tenant and the
 * master key. Out: ids, name and the key string. Enrollments of its count are not made: see `createConnector`.
 */
export async function createKey(db: Tx, given: GivenKey = {}) {
  const name = given.name ?? unique("Key");
  const group = given.group ?? (await createGroup(db));
  const { rootCertificate } = await db.tenant.findFirstOrThrow({
    select: { rootCertificate: { select: { spkiSha256: true } } },
  });
  const certificate = await db.signingCertificate.findUniqueOrThrow({
    where: { nameKey: "connector" },
    select: { id: true },
  });
  if (!rootCertificate?.spkiSha256) throw new Error("seed the tenant first");
  const secretId = randomBytes(16);
  const secret = randomBytes(32);
  const host = given.host ?? HOST;
  const keyString = encodeProvisioningKey({ host, secretId, secret, pin: rootCertificate.spkiSha256 });
  const secretRowId = secretId.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const fingerprint = fingerprintKey(keyString);
  const viewOrExport = given.viewOrExport ?? true;
  const key = await db.provisioningKey.create({
    data: {
      name,
      nameKey: nameKey(name),
      ...stateFields(given.state ?? "active"),
      ...(given.maximum !== undefined && { maximum: given.maximum }),
      ...(given.used !== undefined && { used: given.used }),
      ...(given.enabled !== undefined && { enabled: given.enabled }),
      ...(given.expiresAt && { expiresAt: given.expiresAt }),
      viewOrExport,
      allowList: given.allowList ?? [],
      groupId: group.id,
      groupName: group.name,
      groupNameKey: group.nameKey,
      groupEnabled: group.enabled,
      signingCertificateId: certificate.id,
      fingerprints: fingerprint,
      managedBy: given.managed?.by ?? null,
      managedReason: given.managed?.reason ?? null,
      createdByName: "Factory",
      ...(given.createdAt && { createdAt: given.createdAt }),
      lastUsedAt: given.lastUsedAt ?? null,
      deletedAt: given.deletedAt ?? null,
    },
    select: { id: true, version: true, maximum: true, used: true },
  });
  await db.provisioningKeySecret.create({
    data: {
      id: secretRowId,
      keyId: key.id,
      digest: digestSecret(secret),
      ciphertext: viewOrExport
        ? bytes(seal(masterKeys(), "provisioning-key", secretRowId, Buffer.from(keyString)))
        : null,
      host,
      fingerprint,
      mask: maskProvisioningKey(keyString),
    },
    select: { id: true },
  });
  return {
    ...key,
    name,
    group,
    signingCertificateId: certificate.id,
    secretId: secretRowId,
    secret: bytes(secret),
    keyString,
    fingerprint,
    host,
    viewOrExport,
  };
}

/** Active keys of one group, all in one insert, with View or Export off. Out: their ids, in the order of the names. */
export async function createKeys(
  db: Tx,
  names: readonly string[],
  group: { id: string; name: string; nameKey: string; enabled: boolean },
): Promise<string[]> {
  const { id: signingCertificateId } = await db.signingCertificate.findUniqueOrThrow({
    where: { nameKey: "connector" },
    select: { id: true },
  });
  const common = {
    groupId: group.id,
    groupName: group.name,
    groupNameKey: group.nameKey,
    groupEnabled: group.enabled,
    signingCertificateId,
    createdByName: "Factory",
  };
  const keys = names.map((name) => {
    const own = { id: randomUUID(), name, nameKey: nameKey(name), fingerprints: randomBytes(8).toString("hex") };
    return { ...common, ...own, maximum: 10, viewOrExport: false };
  });
  const secrets = keys.map(({ id: keyId, fingerprints: fingerprint }) => {
    return { id: randomUUID(), keyId, digest: bytes(randomBytes(32)), host: HOST, fingerprint, mask: "" };
  });
  await db.provisioningKey.createMany({ data: keys });
  await db.provisioningKeySecret.createMany({ data: secrets });
  return keys.map(({ id }) => id);
}

function stateFields(state: KeyStatus) {
  const fields = {
    maximum: 10 as number | null,
    used: 0,
    enabled: state !== "disabled",
    expiresAt: null as Date | null,
  };
  if (state === "exhausted") return { ...fields, used: 10 };
  if (state === "expiring") return { ...fields, expiresAt: new Date(Date.now() + 7 * DAY) };
  if (state === "expired") return { ...fields, expiresAt: new Date(Date.now() - DAY) };
  return fields;
}

type ConnectorColumns = Omit<ConnectorUncheckedCreateInput, "nameKey" | "groupId" | "keyId" | "addresses">;
type GivenConnector = Partial<ConnectorColumns> & { addresses?: string[]; notAfter?: Date };

/**
 * A connector that enrolled with a key: connector, public key, enrollment, certificate and the key's count, as one use.
 * The certificate's bytes are made up: what is tested with it must not parse them.
 */
export async function createConnector(
  db: Tx,
  key: { id: string; name: string; group: { id: string }; signingCertificateId: string },
  given: GivenConnector = {},
) {
  const { used } = await db.provisioningKey.update({
    where: { id: key.id },
    data: { used: { increment: 1 }, lastUsedAt: new Date() },
    select: { used: true },
  });
  const { name = `${key.name}-${used}`, state = "ACTIVE", notAfter, addresses = [], ...facts } = given;
  const spki = bytes(randomBytes(91));
  const spkiSha256 = bytes(createHash("sha256").update(spki).digest());
  const names = { name, nameKey: nameKey(name), groupId: key.group.id, keyId: key.id };
  const connector = await db.connector.create({
    data: { ...facts, ...names, state, addresses, privateIp: addresses[0] ?? null },
    select: { id: true, name: true },
  });
  await db.connectorPublicKey.create({ data: { spkiSha256, connectorId: connector.id } });
  await db.enrollment.create({
    data: { keyId: key.id, connectorId: connector.id, spki, spkiSha256, ordinal: used, ip: "192.0.2.20" },
  });
  if (state === "ACTIVE") {
    await db.connectorCertificate.create({
      data: {
        serial: randomBytes(16).toString("hex"),
        connectorId: connector.id,
        signingCertificateId: key.signingCertificateId,
        der: bytes(randomBytes(64)),
        fingerprintSha256: bytes(randomBytes(32)),
        spkiSha256,
        notBefore: new Date(Math.min(Date.now(), notAfter?.getTime() ?? Date.now()) - 60_000),
        notAfter: notAfter ?? new Date(Date.now() + 365 * DAY),
      },
    });
  }
  return { ...connector, ordinal: used };
}
