import { beforeAll, describe, expect, it } from "vitest";
import { ROLES } from "@/lib/auth/permissions";
import { prisma } from "@/lib/db";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import type { UserActor } from "@/lib/services/actor";
import { checkKey } from "@/lib/services/provisioning-keys/check";
import { CHECKS_PER_MINUTE } from "@/lib/services/provisioning-keys/check-limit";
import { getEnrollmentIdentity } from "@/lib/services/tenant/enrollment-identity";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let viewer: UserActor;

beforeAll(async () => {
  await seedTenant();
  viewer = await createActor(prisma, "VIEWER");
});

/** What a browser sends for a pasted key. */
function identify(keyString: string) {
  const parsed = parseProvisioningKey(keyString);
  if (!parsed.ok) throw new Error(parsed.message);
  const { secretIdUuid: secretId, digest } = parsed.key;
  return { secretId, digest: Buffer.from(digest).toString("hex") };
}

const check = (keyString: string, address: string | null = null) =>
  checkKey(viewer, { ...identify(keyString), address });

describe("checkKey", () => {
  it.each(ROLES)("tells a person of role %s which key it is, and nothing of its secret", async (role) => {
    const key = await createKey(prisma, { maximum: 10, used: 3 });
    const actor = await createActor(prisma, role);
    const { secretId, digest } = identify(key.keyString);
    const answer = await checkKey(actor, { secretId: secretId.toUpperCase(), digest });
    expect(answer).toEqual({
      known: true,
      host: key.host,
      key: {
        id: key.id,
        name: key.name,
        status: "active",
        disabledBy: null,
        groupName: key.group.name,
        used: 3,
        maximum: 10,
        expiresAt: null,
        canEdit: role !== "VIEWER",
      },
      validUntil: null,
      verdict: { outcome: "accepted" },
      unjudged: { key: false, group: false },
    });
    expect(JSON.stringify(answer)).not.toContain(digest);
  });

  it("refuses visitors", async () => {
    const key = await createKey(prisma);
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "r" } as const;
    await expect(checkKey(visitor as never, identify(key.keyString))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it.each([
    ["exhausted", "key_exhausted"],
    ["expired", "key_expired"],
    ["disabled", "key_disabled"],
  ] as const)("says of an %s key what the gateway would say", async (state, code) => {
    const key = await createKey(prisma, { state });
    expect(await check(key.keyString)).toMatchObject({ key: { status: state }, verdict: { outcome: "refused", code } });
  });

  it("says that the group is disabled, that the string was rotated, and that the certificate cannot sign", async () => {
    const off = await createKey(prisma, { group: await createGroup(prisma, { enabled: false }) });
    expect(await check(off.keyString)).toMatchObject({ verdict: { code: "group_disabled" } });

    const rotated = await createKey(prisma);
    const validUntil = new Date(Date.now() - 60_000);
    await prisma.provisioningKeySecret.update({ where: { id: rotated.secretId }, data: { validUntil } });
    const fresh = await createKey(prisma);
    await prisma.provisioningKeySecret.update({ where: { id: fresh.secretId }, data: { keyId: rotated.id } });
    expect(await check(rotated.keyString)).toMatchObject({
      key: { name: rotated.name },
      validUntil: validUntil.toISOString(),
      verdict: { code: "key_rotated" },
    });

    const { id } = await prisma.signingCertificate.findUniqueOrThrow({ where: { nameKey: "client" } });
    const key = await createKey(prisma);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { signingCertificateId: id } });
    await prisma.signingCertificate.update({ where: { id }, data: { signingAllowed: false } });
    expect(await check(key.keyString)).toMatchObject({ verdict: { code: "signing_certificate_unusable" } });
    await prisma.signingCertificate.update({ where: { id }, data: { signingAllowed: true } });
    expect(await check(key.keyString)).toMatchObject({ verdict: { outcome: "accepted" } });
  });

  it("judges allow lists for the address given, and says when it could not", async () => {
    const own = await createKey(prisma, { allowList: ["10.0.0.0/8"] });
    expect(await check(own.keyString)).toMatchObject({
      verdict: { outcome: "accepted" },
      unjudged: { key: true, group: false },
    });
    expect(await check(own.keyString, "10.1.2.3")).toMatchObject({ verdict: { outcome: "accepted" } });
    expect(await check(own.keyString, "::ffff:10.1.2.3")).toMatchObject({ verdict: { outcome: "accepted" } });
    expect(await check(own.keyString, "192.0.2.1")).toMatchObject({
      verdict: { outcome: "refused", code: "ip_not_allowed" },
      unjudged: { key: false, group: false },
    });
    const group = await createGroup(prisma, { allowList: ["2001:db8::/32"] });
    const grouped = await createKey(prisma, { group });
    expect(await check(grouped.keyString)).toMatchObject({ unjudged: { key: false, group: true } });
    expect(await check(grouped.keyString, "2001:db8::7")).toMatchObject({ verdict: { outcome: "accepted" } });
    expect(await check(grouped.keyString, "192.0.2.1")).toMatchObject({ verdict: { outcome: "pending" } });
    await expect(check(own.keyString, "10.0.0.0/8")).rejects.toMatchObject({ code: "invalid" });
  });

  it("gives one answer for a key never made, a deleted one, and an id with another's digest", async () => {
    const deleted = await createKey(prisma, { deletedAt: new Date() });
    const [one, other] = [await createKey(prisma), await createKey(prisma)];
    const unknown = { known: false };
    expect(await check(deleted.keyString)).toEqual(unknown);
    expect(await checkKey(viewer, { secretId: one.secretId, digest: "0".repeat(64) })).toEqual(unknown);
    expect(await checkKey(viewer, { secretId: one.secretId, digest: identify(other.keyString).digest })).toEqual(
      unknown,
    );
  });

  it("takes no use, writes nothing and takes nothing but id and digest", async () => {
    const key = await createKey(prisma, { maximum: 1 });
    const before = await prisma.auditEvent.count();
    for (let time = 0; time < 3; time += 1) await check(key.keyString);
    const { used, version } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } });
    expect({ used, version }).toEqual({ used: 0, version: key.version });
    expect(await prisma.enrollment.count({ where: { keyId: key.id } })).toBe(0);
    expect(await prisma.auditEvent.count()).toBe(before);
    const whole = { ...identify(key.keyString), provisioningKey: key.keyString };
    await expect(checkKey(viewer, whole)).rejects.toMatchObject({ code: "invalid" });
    for (const digest of ["", "x".repeat(64), "a".repeat(63)]) {
      await expect(checkKey(viewer, { ...identify(key.keyString), digest })).rejects.toMatchObject({ code: "invalid" });
    }
  });

  it("stops a person who feeds in a list, and nobody else", async () => {
    const eager = await createActor(prisma, "ADMIN");
    const guess = { secretId: "00000000-0000-0000-0000-000000000000", digest: "0".repeat(64) };
    for (let time = 0; time < CHECKS_PER_MINUTE; time += 1) await checkKey(eager, guess);
    await expect(checkKey(eager, guess)).rejects.toMatchObject({ code: "too_many_attempts" });
    expect(await checkKey(viewer, guess)).toEqual({ known: false });
  });
});

describe("getEnrollmentIdentity", () => {
  it("names the host of new keys, the other hosts once each, and the pin", async () => {
    const current = (await getEnrollmentIdentity(viewer, {})).host;
    for (const host of ["old.example.com", "old.example.com", "older.example.com:8443", current])
      await createKey(prisma, { host });
    const identity = await getEnrollmentIdentity(viewer, {});
    expect(identity.otherHosts).toEqual(expect.arrayContaining(["old.example.com", "older.example.com:8443"]));
    expect(new Set(identity.otherHosts).size).toBe(identity.otherHosts.length);
    expect(identity.otherHosts).not.toContain(current);
    const parsed = parseProvisioningKey((await createKey(prisma)).keyString);
    expect(parsed.ok && Buffer.from(parsed.key.pin).toString("hex")).toBe(identity.rootPin);
  });
});
