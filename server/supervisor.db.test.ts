import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive } from "@/server/embedded/process-info";
import { buildPrograms, makePlace, startLatchkey, startProgram } from "@/server/testing/latchkey-process";
import { waitUntil } from "@/server/wait-until";

let programs: ReturnType<typeof buildPrograms>;
let place: ReturnType<typeof makePlace>;
let latchkey: Awaited<ReturnType<typeof startLatchkey>>;

beforeAll(async () => {
  programs = buildPrograms();
  place = makePlace();
  latchkey = await startLatchkey(programs.dist, place.home, { WEB_PROCESSES: "2" });
  await latchkey.says(/^Set up: .*$/m);
});

afterAll(async () => {
  latchkey.kill("SIGTERM");
  await latchkey.exited;
  place.remove();
  programs.remove();
});

type Answer = { pid: number; busy: number; user: string; knowsOwner: boolean };

/** On a connection of its own: each goes to the next process. */
async function ask(path = "/"): Promise<Answer> {
  const [response] = await once(get(`${latchkey.url}${path}`, { agent: false }), "response");
  if (response.statusCode !== 200) throw new Error(String(response.statusCode));
  return (await json(response)) as Answer;
}

/** Asks until as many different processes have answered. Out: their ids, in order. */
async function askProcesses(count: number): Promise<number[]> {
  const pids = new Set<number>();
  return await waitUntil(
    async () => {
      const answer = await ask().catch(() => undefined);
      if (answer) pids.add(answer.pid);
      return pids.size === count ? [...pids].sort() : undefined;
    },
    { deadlineMs: 20_000 },
  );
}

const answersAgain = () => waitUntil(() => ask().catch(() => undefined), { deadlineMs: 20_000 });
const postmasterPid = () => Number(readFileSync(join(place.home, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

function postgresLog(): string {
  const folder = join(place.home, "postgres/log");
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
}

test("a first run makes a master key that only its owner can read and prints the URLs and a set-up link", () => {
  const output = latchkey.output();
  expect(output).toMatch(new RegExp(`^Portal:   http://localhost:${latchkey.port}$`, "m"));
  expect(output).toMatch(new RegExp(`^Gateway:  https://localhost:${latchkey.enrollPort}$`, "m"));
  expect(output).toMatch(new RegExp(`^Set up:   http://localhost:${latchkey.port}/setup#token=[\\w-]{43}$`, "m"));
  expect(output).toContain("Back it up");
  for (const name of ["master.key", "auth.secret", "postgres-credentials.json"]) {
    expect(statSync(join(place.home, name)).mode & 0o777).toBe(0o600);
  }
});

test("what serves requests connects as the application role and does not know the owner", async () => {
  expect(await ask()).toMatchObject({ user: "latchkey_app", knowsOwner: false });
});

test("a second Latchkey on the same folder is refused and harms nothing", async () => {
  const second = await startLatchkey(programs.dist, place.home);
  const { code, output } = await second.exited;
  expect(code).toBe(1);
  expect(output).toMatch(new RegExp(`^Latchkey \\(process ${latchkey.pid}\\) already runs on `));
  expect((await ask()).user).toBe("latchkey_app");
});

test("a command of another terminal finds the running database: a new set-up link", async () => {
  const command = startProgram(join(programs.dist, "command.mjs"), ["setup-link"], { LATCHKEY_HOME: place.home });
  const { code, output } = await command.exited;
  expect(output).toMatch(new RegExp(`^Set up:   http://localhost:${latchkey.port}/setup#token=[\\w-]{43}$`, "m"));
  expect(code).toBe(0);
});

test("PostgreSQL killed comes back on the same port, and the portal goes on without a restart", async () => {
  const before = await askProcesses(2);
  const killed = postmasterPid();
  process.kill(killed, "SIGKILL");
  await waitUntil(() => !isAlive(killed), { deadlineMs: 5_000 });
  await latchkey.says(/^PostgreSQL is up again/m);
  await answersAgain();
  expect(await askProcesses(2)).toEqual(before);
  expect(postmasterPid()).not.toBe(killed);
});

test("a process of the portal that crashes is started again while the other goes on", async () => {
  const [killed = 0, other] = await askProcesses(2);
  process.kill(killed, "SIGKILL");
  await waitUntil(() => !isAlive(killed), { deadlineMs: 5_000 });
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask()));
  expect(new Set(answers.map(({ pid }) => pid))).toEqual(new Set([other]));
  const again = await askProcesses(2);
  expect(again).toContain(other);
  expect(again).not.toContain(killed);
});

test("SIGTERM finishes the request in flight, stops PostgreSQL last and exits 0", async () => {
  const inFlight = ask("/?seconds=2");
  await waitUntil(async () => (await ask()).busy > 1, { deadlineMs: 1_500 });
  latchkey.kill("SIGTERM");
  expect(await inFlight).toMatchObject({ user: "latchkey_app" });
  const { code } = await latchkey.exited;
  expect(code).toBe(0);
  expect(postgresLog().trim().split("\n").at(-1)).toContain("database system is shut down");
  expect(existsSync(join(place.home, "postgres/postmaster.pid"))).toBe(false);
  expect(existsSync(join(place.home, "run.json"))).toBe(false);
});

test("a start while the last one is still stopping waits for it", async () => {
  latchkey = await startLatchkey(programs.dist, place.home, { WEB_PROCESSES: "2" });
  await latchkey.says(/^Set up: /m);
  const last = latchkey;
  const slow = ask("/?seconds=1");
  await waitUntil(async () => (await ask()).busy > 1, { deadlineMs: 1_000 });
  last.kill("SIGTERM");
  await last.says(/^Stopping: /m);
  latchkey = await startLatchkey(programs.dist, place.home, { WEB_PROCESSES: "2" });
  await latchkey.says(/^Set up: /m);
  expect((await last.exited).code).toBe(0);
  expect((await slow).user).toBe("latchkey_app");
  latchkey.kill("SIGTERM");
  expect((await latchkey.exited).code).toBe(0);
});

test("killed outright, it leaves a PostgreSQL that the next start stops cleanly, with nothing lost", async () => {
  latchkey = await startLatchkey(programs.dist, place.home, { WEB_PROCESSES: "2" });
  await latchkey.says(/^Set up: /m);
  expect(latchkey.output()).not.toContain("Made the master key");
  const orphan = postmasterPid();
  const { pid: listener } = await ask();
  latchkey.kill("SIGKILL");
  await latchkey.exited;
  // The listeners notice by themselves that nobody looks after them.
  await waitUntil(() => !isAlive(listener), { deadlineMs: 15_000 });
  expect(isAlive(orphan)).toBe(true);

  latchkey = await startLatchkey(programs.dist, place.home, { WEB_PROCESSES: "2" });
  await latchkey.says(/^Set up: /m);
  expect(latchkey.output()).toContain(
    `Stopping the PostgreSQL (process ${orphan}) that a killed Latchkey left behind.`,
  );
  expect(isAlive(orphan)).toBe(false);
  expect((await ask()).user).toBe("latchkey_app");
});
