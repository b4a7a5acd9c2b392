import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pool } from "@/lib/db";
import { ownerClient, seedTenant } from "@/prisma/test-world";

beforeAll(seedTenant);

test("a maximum is between 1 and 1,000,000,000, or none", async () => {
  for (const maximum of [0, -1, 1_000_000_001]) {
    await expect(makeKey({ maximum })).rejects.toMatchObject({ constraint: "provisioning_keys_maximum" });
  }
  for (const maximum of [1, 1_000_000_000, null]) await makeKey({ maximum });
});

describe("the count", () => {
  test("never comes down", async () => {
    const key = await makeKey({ maximum: null });
    await setUsed(key, 3);
    await expect(setUsed(key, 2)).rejects.toMatchObject({ code: "23514", message: expect.stringContaining("never") });
    await expect(setUsed(key, -1)).rejects.toMatchObject({ code: "23514" });
    expect(await usedOf(key)).toBe(3);
  });

  test("never passes the maximum, which may itself be lowered below the count", async () => {
    const key = await makeKey({ maximum: 2 });
    await setUsed(key, 2);
    await expect(setUsed(key, 3)).rejects.toMatchObject({ code: "23514", message: expect.stringContaining("no use") });
    await pool.query("UPDATE provisioning_keys SET maximum = 1 WHERE id = $1", [key]);
    expect(await usedOf(key)).toBe(2);
  });
});

describe("View or Export", () => {
  test("turned off takes the ciphertext away and cannot be turned on again", async () => {
    const key = await makeKey({ maximum: 1 });
    await addSecret(key, Buffer.from("sealed"));
    await pool.query("UPDATE provisioning_keys SET view_or_export = false WHERE id = $1", [key]);
    const secrets = await pool.query("SELECT ciphertext FROM provisioning_key_secrets WHERE key_id = $1", [key]);
    expect(secrets.rows).toEqual([{ ciphertext: null }]);
    await expect(
      pool.query("UPDATE provisioning_keys SET view_or_export = true WHERE id = $1", [key]),
    ).rejects.toMatchObject({ code: "23514" });
  });

  test("off from the start takes no ciphertext, then or later", async () => {
    const key = await makeKey({ maximum: 1, viewOrExport: false });
    await expect(addSecret(key, Buffer.from("sealed"))).rejects.toMatchObject({ code: "23514" });
    await addSecret(key, null);
    await expect(
      pool.query("UPDATE provisioning_key_secrets SET ciphertext = 'x' WHERE key_id = $1", [key]),
    ).rejects.toMatchObject({ code: "23514" });
  });
});

test("a key has one current secret", async () => {
  const key = await makeKey({ maximum: 1 });
  await addSecret(key, null);
  await expect(addSecret(key, null)).rejects.toMatchObject({ constraint: "provisioning_key_secrets_current" });
});

test("a deleted key frees its name, a living one holds it", async () => {
  const name = `Name ${randomUUID()}`;
  const key = await makeKey({ maximum: 1, name });
  await expect(makeKey({ maximum: 1, name })).rejects.toMatchObject({ constraint: "provisioning_keys_name_key" });
  await pool.query("UPDATE provisioning_keys SET deleted_at = now() WHERE id = $1", [key]);
  await makeKey({ maximum: 1, name });
});

test("renaming or disabling a group reaches the copies on its keys and their search text", async () => {
  const group = await makeGroup();
  const key = await makeKey({ maximum: 1, group });
  await pool.query("UPDATE connector_groups SET name = 'Oslo 2', name_key = 'oslo 2', enabled = false WHERE id = $1", [
    group.id,
  ]);
  const { rows } = await pool.query(
    "SELECT group_name, group_name_key, group_enabled, search_text FROM provisioning_keys WHERE id = $1",
    [key],
  );
  expect(rows[0]).toMatchObject({ group_name: "Oslo 2", group_name_key: "oslo 2", group_enabled: false });
  expect(rows[0].search_text).toContain("oslo 2");
});

test("a key cannot claim a group's name or state that the group does not have", async () => {
  const group = await makeGroup();
  await expect(makeKey({ maximum: 1, group: { ...group, name: "Elsewhere" } })).rejects.toMatchObject({
    code: "23503",
  });
});

test("there is one tenant", async () => {
  await expect(pool.query("INSERT INTO tenants (name) VALUES ('second')")).rejects.toMatchObject({ code: "23505" });
  await expect(pool.query("INSERT INTO tenants (name, singleton) VALUES ('second', false)")).rejects.toMatchObject({
    constraint: "tenants_one",
  });
});

describe("the application role", () => {
  test.each([
    "UPDATE audit_events SET action = 'x'",
    "DELETE FROM audit_events",
    "TRUNCATE audit_events",
    "ALTER TABLE audit_events DISABLE TRIGGER ALL",
    "DROP TABLE audit_events",
    "GRANT UPDATE ON audit_events TO latchkey_app",
    "DELETE FROM _prisma_migrations",
    "CREATE TABLE extra (a int)",
  ])("may not run: %s", async (statement) => {
    // A grant of what one does not hold is only a warning in SQL; the row that follows shows that nothing was granted.
    if (statement.startsWith("GRANT")) {
      await pool.query(statement).catch(() => undefined);
      const { rows } = await pool.query("SELECT has_table_privilege(current_user, 'audit_events', 'UPDATE') AS may");
      expect(rows).toEqual([{ may: false }]);
      return;
    }
    await expect(pool.query(statement)).rejects.toMatchObject({ code: "42501" });
  });

  test("may add audit rows and read them", async () => {
    await pool.query("INSERT INTO audit_events (actor_type, actor_name, action) VALUES ('SYSTEM', 'test', 'test')");
    const { rows } = await pool.query("SELECT action FROM audit_events WHERE actor_name = 'test'");
    expect(rows).toEqual([{ action: "test" }]);
  });

  test("is no superuser and may not make roles or databases", async () => {
    const { rows } = await pool.query(
      "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user",
    );
    expect(rows).toEqual([
      { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false, rolbypassrls: false },
    ]);
  });
});

describe("what is always on", () => {
  let settings: Record<string, string> = {};
  beforeAll(async () => {
    const owner = await ownerClient();
    const { rows } = await owner.query("SELECT name, setting FROM pg_settings");
    await owner.end();
    settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  });
  afterAll(() => {
    settings = {};
  });

  test("checksums, synchronous commit, scram, and nothing of a statement in the log", () => {
    expect(settings).toMatchObject({
      data_checksums: "on",
      synchronous_commit: "on",
      password_encryption: "scram-sha-256",
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      log_min_error_statement: "panic",
      log_parameter_max_length_on_error: "0",
      log_error_verbosity: "terse",
    });
  });
});

type Group = { id: string; name: string; nameKey: string; enabled: boolean };

async function makeGroup(): Promise<Group> {
  const name = `group ${randomUUID()}`;
  const { rows } = await pool.query("INSERT INTO connector_groups (name, name_key) VALUES ($1, $1) RETURNING id", [
    name,
  ]);
  return { id: rows[0].id, name, nameKey: name, enabled: true };
}

async function makeKey(key: {
  maximum: number | null;
  viewOrExport?: boolean;
  name?: string;
  group?: Group;
}): Promise<string> {
  const group = key.group ?? (await makeGroup());
  const name = key.name ?? `key ${randomUUID()}`;
  const { rows } = await pool.query(
    `INSERT INTO provisioning_keys (name, name_key, maximum, view_or_export, group_id, group_name, group_name_key,
       group_enabled, signing_certificate_id, fingerprints, created_by_name)
     SELECT $1, lower($1), $2, $3, $4, $5, $6, $7, id, '', 'test' FROM signing_certificates WHERE name = 'Connector'
     RETURNING id`,
    [name, key.maximum, key.viewOrExport ?? true, group.id, group.name, group.nameKey, group.enabled],
  );
  return rows[0].id;
}

async function addSecret(key: string, ciphertext: Buffer | null): Promise<void> {
  await pool.query(
    `INSERT INTO provisioning_key_secrets (id, key_id, digest, ciphertext, host, fingerprint, mask)
     VALUES ($1, $2, $3, $4, 'localhost', '0123456789abcdef', '1|localhost|AbCd…Xy==')`,
    [randomUUID(), key, randomBytes(32), ciphertext],
  );
}

async function setUsed(key: string, used: number): Promise<void> {
  await pool.query("UPDATE provisioning_keys SET used = $2 WHERE id = $1", [key, used]);
}

async function usedOf(key: string): Promise<number> {
  const { rows } = await pool.query("SELECT used FROM provisioning_keys WHERE id = $1", [key]);
  return rows[0].used;
}
