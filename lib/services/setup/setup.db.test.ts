import { createPrivateKey, X509Certificate } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { verifyPassword } from "@/lib/auth/password";
import { masterKeys } from "@/lib/crypto/master-key";
import { unseal } from "@/lib/crypto/seal";
import { pool, prisma } from "@/lib/db";
import type { AnonymousActor } from "@/lib/services/actor";
import { checkMasterKey } from "@/lib/services/setup/check-master-key";
import { completeSetup } from "@/lib/services/setup/complete-setup";
import { ensureOwner } from "@/lib/services/setup/ensure-owner";
import { ensureTenant } from "@/lib/services/setup/ensure-tenant";
import { createSetupToken } from "@/lib/services/setup/setup-token";
import { getTenant } from "@/lib/services/tenant/get";
import { ownerClient } from "@/prisma/test-world";

const visitor: AnonymousActor = { kind: "anonymous", ip: "192.0.2.7", userAgent: "test", requestId: "r-1" };
const account = { email: "Ada@Example.com", name: "Ada Lovelace", password: "nine brown horses sing" };

beforeEach(async () => {
  const owner = await ownerClient();
  await owner.query(
    "TRUNCATE tenants, signing_certificates, master_key_checks, users, setup_tokens, audit_events CASCADE",
  );
  await owner.end();
  await ensureTenant();
});

async function newToken(): Promise<string> {
  const token = await createSetupToken();
  if (!token) throw new Error("there is an owner");
  return token.expose();
}

async function auditActions(): Promise<string[]> {
  const rows = await prisma.auditEvent.findMany({
    orderBy: { seq: "asc" },
    where: { NOT: { action: "certificate.created" } },
  });
  return rows.map((row) => `${row.actorType} ${row.action}`);
}

describe("a fresh tenant", () => {
  test("has a self-signed Root and three intermediates below it, each able to sign", async () => {
    const rows = await prisma.signingCertificate.findMany({ include: { signingKey: true } });
    const root = rows.find((row) => row.name === "Root");
    const rootX509 = new X509Certificate(root?.certificate ?? "");
    expect(rows.map((row) => row.name).sort()).toEqual(["Client", "Connector", "Root", "Service Edge"]);
    for (const row of rows) {
      const x509 = new X509Certificate(row.certificate ?? "");
      expect(x509.ca).toBe(true);
      expect(x509.verify(rootX509.publicKey)).toBe(true);
      expect(x509.checkIssued(rootX509)).toBe(true);
      expect(row.keyAlgorithm).toBe("ECDSA P-256");
      const der = unseal(masterKeys(), "signing-key", row.id, row.signingKey?.sealedPrivateKey ?? new Uint8Array());
      expect(x509.checkPrivateKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }))).toBe(true);
      expect(row.parentId).toBe(row.name === "Root" ? null : root?.id);
    }
  });

  test("has validities of 20 and 10 years and one audit row for each certificate", async () => {
    const years = await pool.query(
      "SELECT name, extract(year FROM age(not_after, not_before))::int AS years FROM signing_certificates ORDER BY name",
    );
    expect(years.rows).toEqual([
      { name: "Client", years: 10 },
      { name: "Connector", years: 10 },
      { name: "Root", years: 20 },
      { name: "Service Edge", years: 10 },
    ]);
    expect(await prisma.auditEvent.count({ where: { action: "certificate.created", actorType: "SYSTEM" } })).toBe(4);
  });

  test("stays as it is when the first run comes again", async () => {
    const before = await getTenant(prisma);
    expect(await ensureTenant()).toEqual({ created: false });
    expect(await getTenant(prisma)).toEqual(before);
    expect(await prisma.signingCertificate.count()).toBe(4);
  });

  test("tells the pin and follows ENROLL_PUBLIC_HOST until a host is set", async () => {
    const tenant = await getTenant(prisma);
    expect(tenant.rootSpkiSha256).toHaveLength(32);
    expect(tenant).toMatchObject({ enrollmentHost: "localhost:8443", enrollmentHostIsDefault: true });
    await prisma.tenant.updateMany({ data: { enrollmentHost: "api.private.example.com" } });
    expect(await getTenant(prisma)).toMatchObject({
      enrollmentHost: "api.private.example.com",
      enrollmentHostIsDefault: false,
    });
  });

  test("knows its master key from another", async () => {
    const rows = await prisma.masterKeyCheck.findMany();
    const ring = masterKeys();
    expect(checkMasterKey(ring, rows)).toBe("right");
    expect(checkMasterKey(ring, [])).toBe("unused");
    expect(checkMasterKey({ ...ring, check: () => Buffer.alloc(32) }, rows)).toBe("wrong");
    expect(checkMasterKey({ ...ring, ids: ["0011223344556677"], currentId: "0011223344556677" }, rows)).toBe("wrong");
  });
});

describe("the set-up link", () => {
  test("makes the first owner, is audited, and works once", async () => {
    const token = await newToken();
    const { userId } = await completeSetup(visitor, { token, ...account });
    const user = await prisma.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user).toMatchObject({ email: "Ada@Example.com", emailKey: "ada@example.com", role: "OWNER" });
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    expect(await verifyPassword(user.passwordHash, account.password)).toBe(true);
    expect(await auditActions()).toEqual(["ANONYMOUS user.created", "ANONYMOUS setup.completed"]);
    await expect(completeSetup(visitor, { token, ...account })).rejects.toMatchObject({ code: "forbidden" });
    expect(await createSetupToken()).toBeUndefined();
  });

  test("is stored as a digest only", async () => {
    const token = await newToken();
    const { rows } = await pool.query("SELECT t::text AS row, digest FROM setup_tokens t");
    expect(rows).toHaveLength(1);
    expect(rows[0].row).not.toContain(token);
    expect(rows[0].digest.toString("utf8")).not.toContain(token.slice(0, 12));
  });

  test("dies when a newer one is made", async () => {
    const first = await newToken();
    const second = await newToken();
    await expect(completeSetup(visitor, { token: first, ...account })).rejects.toMatchObject({ code: "forbidden" });
    await completeSetup(visitor, { token: second, ...account });
  });

  test("dies after an hour", async () => {
    const token = await newToken();
    const { rows } = await pool.query(
      "SELECT extract(epoch FROM expires_at - now())::int AS seconds FROM setup_tokens",
    );
    expect(rows[0].seconds).toBeGreaterThan(3_590);
    expect(rows[0].seconds).toBeLessThanOrEqual(3_600);
    await pool.query("UPDATE setup_tokens SET expires_at = now() - interval '1 second'");
    await expect(completeSetup(visitor, { token, ...account })).rejects.toMatchObject({ code: "forbidden" });
    expect(await prisma.user.count()).toBe(0);
  });

  test("an unknown token and bad input change nothing and keep the link alive", async () => {
    const token = await newToken();
    await expect(completeSetup(visitor, { token: "A".repeat(43), ...account })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(completeSetup(visitor, { token, ...account, password: "short" })).rejects.toMatchObject({
      code: "invalid",
      fields: { password: expect.stringContaining("characters") },
    });
    expect(await prisma.user.count()).toBe(0);
    await completeSetup(visitor, { token, ...account });
  });

  test("used five times at once makes one owner", async () => {
    const token = await newToken();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) =>
        completeSetup(visitor, { token, ...account, email: `u${index}@example.com` }),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await prisma.user.count()).toBe(1);
    expect(await prisma.auditEvent.count({ where: { action: "setup.completed" } })).toBe(1);
  });
});

describe("unattended set-up", () => {
  test("makes the owner once and never changes one who is there", async () => {
    expect(await ensureOwner("a@b.co", "first password of many")).toEqual({ created: true });
    const before = await prisma.user.findFirstOrThrow();
    expect(await ensureOwner("a@b.co", "another password here")).toEqual({ created: false });
    expect(await ensureOwner("c@d.co", "another password here")).toEqual({ created: false });
    expect(await prisma.user.findMany()).toEqual([before]);
    expect(await auditActions()).toEqual(["SYSTEM user.created", "SYSTEM setup.completed"]);
  });

  test("five instances at once make one owner, and the link is dead", async () => {
    const token = await newToken();
    const results = await Promise.all(Array.from({ length: 5 }, () => ensureOwner("a@b.co", "first password of many")));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    await expect(completeSetup(visitor, { token, ...account })).rejects.toMatchObject({ code: "forbidden" });
  });
});
