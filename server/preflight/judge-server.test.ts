import { expect, test } from "vitest";
import { judgeServer, type ServerFacts } from "@/server/preflight/judge-server";

const GOOD: ServerFacts = {
  versionNumber: 150_000,
  version: "15.0",
  inRecovery: false,
  readOnly: false,
  trigram: "installed",
  owner: "owner",
  database: "latchkey",
  canCreateTables: true,
  application: "app",
  applicationExists: true,
  applicationIsSuperuser: false,
  settings: { fsync: "on", synchronous_commit: "on", full_page_writes: "on" },
};

test("a good server has neither problems nor warnings", () => {
  expect(judgeServer(GOOD)).toEqual({ problems: [], warnings: [] });
  expect(judgeServer({ ...GOOD, trigram: "can be created" }).problems).toEqual([]);
});

test.each<[string, Partial<ServerFacts>, RegExp]>([
  ["too old", { versionNumber: 140_013, version: "14.13" }, /PostgreSQL 14\.13; Latchkey needs 15 or later/],
  ["a standby", { inRecovery: true, readOnly: true }, /standby .*primary/],
  ["read-only", { readOnly: true }, /read-only/],
  ["without the role", { applicationExists: false, application: 'a"b' }, /CREATE ROLE "a""b" LOGIN PASSWORD '…';/],
  ["without pg_trgm", { trigram: "needs a superuser" }, /CREATE EXTENSION pg_trgm;/],
  ["where pg_trgm cannot be had", { trigram: undefined }, /contrib package/],
  ["closed to the owner", { canCreateTables: false }, /GRANT CREATE, USAGE ON SCHEMA public TO "owner";/],
])("a server that is %s is one problem with what to do", (_name, facts, message) => {
  const { problems } = judgeServer({ ...GOOD, ...facts });
  expect(problems).toEqual([expect.stringMatching(message)]);
});

test.each(["fsync", "synchronous_commit", "full_page_writes"] as const)("%s off is a warning", (name) => {
  const { problems, warnings } = judgeServer({ ...GOOD, settings: { ...GOOD.settings, [name]: "off" } });
  expect(problems).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(`^${name} is off`)]);
});

test("an application that owns the tables or is a superuser is a warning", () => {
  for (const facts of [{ application: "owner" }, { applicationIsSuperuser: true }]) {
    expect(judgeServer({ ...GOOD, ...facts }).warnings).toEqual([expect.stringContaining("DATABASE_OWNER_URL")]);
  }
});
