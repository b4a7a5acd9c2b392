import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createKeyRingFile } from "@/lib/crypto/key-ring";
import { env } from "@/lib/env";
import { ownerClient, seedTenant, testCluster } from "@/prisma/test-world";
import { createDatabase, dropDatabase } from "@/server/embedded/databases";
import {
  buildPrograms,
  findPort,
  makePlace,
  type Settings,
  startLatchkey,
  startProgram,
} from "@/server/testing/latchkey-process";

let programs: ReturnType<typeof buildPrograms>;
let place: ReturnType<typeof makePlace>;

beforeAll(() => {
  programs = buildPrograms();
});
afterAll(() => programs.remove());
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** Starts, expects exit 1 and one plain message without a stack, and returns it. */
async function refusal(settings: Settings = {}): Promise<string> {
  const latchkey = await startLatchkey(programs.dist, place.home, settings);
  const { code, output } = await latchkey.exited;
  const message = output.replace(/^Warning: Latchkey runs as root\..*\n/, "");
  expect({ code, message }).toEqual({ code: 1, message: expect.not.stringMatching(/^\s+at /m) });
  return message;
}

/** Names, modes and contents below a folder: equal when nothing was touched. */
function snapshot(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, `${statSync(path).mode} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`];
    }),
  );
}

describe("settings and folders", () => {
  test("wrong settings are all listed, and nothing is made", async () => {
    const message = await refusal({ PORT: "70000", APP_URL: "http://portal.example.com", LOG_LEVEL: "loud" });
    expect(message).toMatch(/^Wrong settings:\n {2}PORT: .*\n {2}APP_URL: must be https .*\n {2}LOG_LEVEL: .*\n$/);
    expect(existsSync(place.home)).toBe(false);
  });

  test("a data directory that cannot be written", async () => {
    writeFileSync(place.home, "a file, not a folder");
    const message = await refusal({ LATCHKEY_HOME: join(place.home, "below") });
    expect(message).toMatch(/^The data directory .*below cannot be written \(ENOTDIR\)\. .*LATCHKEY_HOME.*\n$/);
  });

  test("a data directory on a file system that takes no folders", async () => {
    const message = await refusal({ LATCHKEY_HOME: "/proc/latchkey/home" });
    expect(message).toMatch(/^The data directory \/proc\/latchkey\/home cannot be written \(ENOENT\)\./);
  });

  test("a data directory that holds something else is left alone", async () => {
    mkdirSync(join(place.home, "postgres"), { recursive: true });
    writeFileSync(join(place.home, "postgres/notes.txt"), "mine");
    expect(await refusal()).toMatch(/is not empty and is not a PostgreSQL data directory\. Move it away/);
    expect(readFileSync(join(place.home, "postgres/notes.txt"), "utf8")).toBe("mine");
  });
});

describe("ports", () => {
  let occupant: Server;
  let taken: number;
  beforeEach(async () => {
    taken = await findPort();
    occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(taken, "127.0.0.1", resolve));
  });
  afterEach(() => new Promise<unknown>((resolve) => occupant.close(resolve)));

  test.each([
    ["PORT", "the portal"],
    ["ENROLL_PORT", "the enrollment gateway"],
  ])("%s in use is told with its purpose", async (variable, purpose) => {
    const message = await refusal({ [variable]: String(taken) });
    expect(message).toMatch(
      new RegExp(
        `^Port ${taken} for ${purpose} is already in use.*\\. Stop that program, or set ${variable} to another`,
      ),
    );
    expect(snapshot(place.home)).toEqual({});
  });

  test("a host that is not of this machine", async () => {
    expect(await refusal({ HOST: "192.0.2.1" })).toMatch(/^192\.0\.2\.1 is not an address of this machine.*HOST\.\n$/);
  });

  test("one port for both listeners", async () => {
    const port = String(await findPort());
    expect(await refusal({ PORT: port, ENROLL_PORT: port })).toMatch(/^PORT and ENROLL_PORT are both/);
  });
});

describe("what another PostgreSQL left behind", () => {
  let whole: ReturnType<typeof makePlace>;
  beforeAll(async () => {
    whole = makePlace();
    const latchkey = await startLatchkey(programs.dist, whole.home);
    await latchkey.says(/^Set up: /m);
    latchkey.kill("SIGTERM");
    expect((await latchkey.exited).code).toBe(0);
  });
  afterAll(() => whole.remove());
  // With owners: PostgreSQL opens only what belongs to the account it runs as.
  beforeEach(() => void execFileSync("cp", ["-a", whole.home, place.home]));

  test("a postmaster.pid that names a living process which is no PostgreSQL of this folder stays", async () => {
    const pidFile = join(place.home, "postgres/postmaster.pid");
    writeFileSync(pidFile, `${process.pid}\n${join(place.home, "postgres")}\n`);
    const before = snapshot(place.home);
    const message = await refusal();
    expect(message).toContain(`${pidFile} names process ${process.pid}`);
    expect(message).toContain("delete the file, and start again");
    expect(snapshot(place.home)).toEqual(before);
  });

  test("a damaged postmaster.pid stays", async () => {
    const pidFile = join(place.home, "postgres/postmaster.pid");
    writeFileSync(pidFile, "\0\0");
    expect(await refusal()).toMatch(/postmaster\.pid is damaged\./);
    expect(readFileSync(pidFile, "utf8")).toBe("\0\0");
  });

  test("a master key file that is gone is not replaced by a new one", async () => {
    const path = join(place.home, "master.key");
    rmSync(path);
    expect(await refusal()).toMatch(/^The master key file .* is missing, and this database was sealed with one/);
    expect(existsSync(path)).toBe(false);
  });

  test("another master key is refused", async () => {
    rmSync(join(place.home, "master.key"));
    createKeyRingFile(join(place.home, "master.key"));
    expect(await refusal()).toMatch(/^The master key in .* is not the one that sealed this database/);
  });

  test("missing passwords of the cluster are not made anew", async () => {
    rmSync(join(place.home, "postgres-credentials.json"));
    expect(await refusal()).toMatch(/postgres-credentials\.json is missing.*Put the file back/);
    expect(existsSync(join(place.home, "postgres-credentials.json"))).toBe(false);
  });
});

describe("a database server of somebody else", () => {
  const name = `external_${randomBytes(6).toString("hex")}`;
  let urls: { DATABASE_URL: string; DATABASE_OWNER_URL: string };
  let owner: pg.Client;

  beforeEach(async () => {
    const cluster = testCluster();
    const on = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
    urls = { DATABASE_URL: on(cluster.applicationUrl), DATABASE_OWNER_URL: on(cluster.ownerUrl) };
    await createDatabase(cluster.ownerUrl, { name, connectRole: new URL(cluster.applicationUrl).username });
    owner = new pg.Client({ connectionString: urls.DATABASE_OWNER_URL });
    await owner.connect();
  });
  afterEach(async () => {
    await owner.end();
    await dropDatabase(testCluster().ownerUrl, name);
  });

  const tables = async () => {
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public'");
    return rows[0].n;
  };

  test("that does not answer", async () => {
    const port = await findPort();
    expect(await refusal({ DATABASE_URL: `postgresql://app:pw@127.0.0.1:${port}/latchkey` })).toMatch(
      new RegExp(`^The database at 127\\.0\\.0\\.1:${port} does not answer \\(ECONNREFUSED\\)\\. Start it, or correct`),
    );
  });

  test("that refuses the password", async () => {
    const url = Object.assign(new URL(urls.DATABASE_URL), { password: "wrong" }).href;
    const message = await refusal({ ...urls, DATABASE_URL: url });
    expect(message).toMatch(/refuses the role "latchkey_app" or its password\. Correct DATABASE_URL/);
    expect(message).not.toContain("wrong");
    expect(await tables()).toBe(0);
  });

  test("without the application role", async () => {
    const url = Object.assign(new URL(urls.DATABASE_URL), { username: "nobody_here" }).href;
    expect(await refusal({ ...urls, DATABASE_URL: url })).toContain('CREATE ROLE "nobody_here" LOGIN PASSWORD');
    expect(await tables()).toBe(0);
  });

  test("without the database", async () => {
    const url = Object.assign(new URL(urls.DATABASE_OWNER_URL), { pathname: "/not_there" }).href;
    expect(await refusal({ ...urls, DATABASE_OWNER_URL: url })).toContain('CREATE DATABASE "not_there"');
  });

  test("that is read-only", async () => {
    await owner.query(
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$",
    );
    expect(await refusal(urls)).toMatch(/^The database is read-only/);
    expect(await tables()).toBe(0);
  });

  test("where the owner may not create tables", async () => {
    expect(await refusal({ DATABASE_URL: urls.DATABASE_URL })).toContain(
      'GRANT CREATE, USAGE ON SCHEMA public TO "latchkey_app";',
    );
    expect(await tables()).toBe(0);
  });

  test("sealed with another master key: not one row changes", async () => {
    await seedTenant();
    createKeyRingFile(join(dirname(place.home), "other.key"));
    const client = await ownerClient();
    const rows = async () =>
      (await client.query("SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) AS sum FROM signing_keys t")).rows;
    const before = await rows();
    const message = await refusal({
      DATABASE_URL: env.DATABASE_URL ?? "",
      DATABASE_OWNER_URL: env.DATABASE_OWNER_URL ?? "",
      MASTER_KEY_FILE: join(dirname(place.home), "other.key"),
    });
    expect(message).toMatch(/is not the one that sealed this database/);
    expect(await rows()).toEqual(before);
    await client.end();
  });

  test("five instances at once on an empty one: one schema, one tenant, four certificates", async () => {
    const keyFile = join(dirname(place.home), "shared.key");
    createKeyRingFile(keyFile);
    const settings = {
      ...urls,
      LATCHKEY_HOME: dirname(place.home),
      MASTER_KEY_FILE: keyFile,
      ADMIN_EMAIL: "a@b.co",
      ADMIN_PASSWORD: "a long pass phrase",
    };
    const ends = await Promise.all(
      Array.from({ length: 5 }, () => startProgram(join(programs.dist, "prepare.mjs"), [], settings).exited),
    );
    expect(ends.map(({ code, output }) => ({ code, output }))).toEqual(Array(5).fill({ code: 0, output: "" }));
    const { rows } = await owner.query(
      `SELECT (SELECT count(*) FROM tenants)::int AS tenants, (SELECT count(*) FROM users)::int AS users,
         (SELECT array_agg(name ORDER BY name) FROM signing_certificates) AS certificates,
         (SELECT count(*) FROM audit_events WHERE action = 'certificate.created')::int AS audited,
         (SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NULL OR rolled_back_at IS NOT NULL)::int AS unclean`,
    );
    expect(rows).toEqual([
      { tenants: 1, users: 1, certificates: ["Client", "Connector", "Root", "Service Edge"], audited: 4, unclean: 0 },
    ]);
  });
});
