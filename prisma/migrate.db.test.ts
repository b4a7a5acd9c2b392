import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { migrate } from "@/prisma/migrate";
import { diffSchema, withSchemaEngine } from "@/prisma/schema-engine";
import { testCluster } from "@/prisma/test-world";
import { createDatabase, dropDatabase } from "@/server/embedded/databases";

const name = `empty_${randomBytes(8).toString("hex")}`;

beforeAll(() => createDatabase(testCluster().ownerUrl, { name }));
afterAll(() => dropDatabase(testCluster().ownerUrl, name));

test("schema.prisma and the migrations agree", async () => {
  const difference = await withSchemaEngine(env.DATABASE_OWNER_URL ?? "", diffSchema);
  expect(difference.trim()).toMatch(/^(-- This is an empty migration\.)?$/);
});

test("five instances migrating an empty database at once leave one clean schema", async () => {
  const on = (connectionString: string) => {
    const url = new URL(connectionString);
    url.pathname = `/${name}`;
    return url.href;
  };
  const urls = { ownerUrl: on(testCluster().ownerUrl), applicationUrl: on(testCluster().applicationUrl) };
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(urls)));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);

  const client = new pg.Client({ connectionString: urls.ownerUrl });
  await client.connect();
  const { rows } = await client.query(
    "SELECT migration_name, finished_at IS NOT NULL AS finished, rolled_back_at, applied_steps_count FROM _prisma_migrations",
  );
  await client.end();
  expect(rows.map((row) => row.migration_name).sort()).toEqual(applied.flat().sort());
  expect(rows.every((row) => row.finished && row.rolled_back_at === null && row.applied_steps_count === 1)).toBe(true);
});
