import { fork } from "node:child_process";
import { join } from "node:path";
import { type Env, env } from "@/lib/env";
import { commandEnv, loadAuthSecret, servingEnv } from "@/server/child-env";
import { type KeptChild, keepRunning } from "@/server/children/keep-running";
import { type Prepared, runPrepare } from "@/server/children/run-prepare";
import { openDatabase, type RunningDatabase } from "@/server/database";
import { isRoot } from "@/server/embedded/os-account";
import { claimHome, type HomeClaim, prepareHome } from "@/server/home";
import { checkDatabase } from "@/server/preflight/database";
import { settleMasterKey } from "@/server/preflight/master-key";
import { assertPortsFree } from "@/server/preflight/ports";
import { type StopRequest, watchStopRequests } from "@/server/signals";

/** What is running, in the order it was started; it is stopped in the reverse order, PostgreSQL last. */
type Running = { home?: HomeClaim; database?: RunningDatabase; children: KeptChild[] };

type Options = { dist: string; dev: boolean; demo: boolean };

/** We were told to stop before everything was up. */
class StopDuringStart extends Error {}

/**
 * Runs Latchkey until it is told to stop: checks, PostgreSQL, migrations, first run, portal and gateway.
 * In: folder of the compiled programs; whether the portal reloads on changes; whether sample data and simulated connectors are added.
 * Returns after everything was stopped in order. Throws StartupError, KeyRingError or EnvError with one plain message when it cannot
 * start.
 */
export async function supervise(options: Options): Promise<void> {
  const stop = watchStopRequests();
  const running: Running = { children: [] };
  try {
    const database = await startUp(running, stop, options);
    const failure = await Promise.race([stop.requested, database.gaveUp]);
    if (failure instanceof Error) throw failure;
  } catch (error) {
    if (!(error instanceof StopDuringStart)) throw error;
  } finally {
    await stopAll(running, stop);
  }
}

async function startUp(running: Running, stop: StopRequest, { dist, dev, demo }: Options): Promise<RunningDatabase> {
  const goOn = () => {
    if (stop.isRequested()) throw new StopDuringStart();
  };
  prepareHome(env.LATCHKEY_HOME);
  if (env.DATABASE_URL === undefined) {
    const home = await claimHome(env.LATCHKEY_HOME);
    running.home = home;
    await assertPortsFree(wantedPorts());
    if (isRoot()) {
      console.warn(
        "Warning: Latchkey runs as root. Run it as an ordinary user; PostgreSQL runs as the account postgres.",
      );
    }
    running.database = await openDatabase(env);
    if (running.database.port !== undefined) home.publish({ postgresPort: running.database.port, appUrl: env.APP_URL });
  } else {
    await assertPortsFree(wantedPorts());
    running.database = await openDatabase(env);
  }
  const { database } = running;
  goOn();
  for (const warning of await checkDatabase(database.urls)) console.warn(`Warning: ${warning}`);
  const masterKey = await settleMasterKey(env.MASTER_KEY_FILE, database.urls.ownerUrl);
  if (masterKey.created) {
    console.log(
      `Made the master key ${env.MASTER_KEY_FILE}. Back it up: without it nothing that is stored sealed can be opened.`,
    );
  }
  const authSecret = loadAuthSecret(env);
  goOn();
  const prepared = await runPrepare(join(dist, "prepare.mjs"), ["--setup-token"], commandEnv(env, database.urls)).catch(
    (error) => {
      // Ctrl-C in a terminal reaches that process too.
      goOn();
      throw error;
    },
  );
  goOn();
  const start = async (name: string, script: string) => {
    const childEnv = servingEnv(env, database.urls, authSecret);
    const spawn = () =>
      fork(join(dist, script), dev ? ["--dev"] : [], {
        env: childEnv,
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
    running.children.push(await keepRunning({ name, spawn }));
  };
  const started = Promise.allSettled([start("The portal", "web.mjs"), start("The gateway", "gateway.mjs")]);
  const results = await Promise.race([started, stop.requested]);
  if (results === undefined) {
    await started;
    throw new StopDuringStart();
  }
  for (const result of results) if (result.status === "rejected") throw result.reason;
  announce(env, prepared);
  if (demo) await start("The demo", "demo.mjs");
  return database;
}

function wantedPorts() {
  return [
    { what: "the portal", variable: "PORT", hostVariable: "HOST", port: env.PORT, host: env.HOST },
    {
      what: "the enrollment gateway",
      variable: "ENROLL_PORT",
      hostVariable: "ENROLL_HOST",
      port: env.ENROLL_PORT,
      host: env.ENROLL_HOST,
    },
  ];
}

function announce({ APP_URL, ENROLL_PUBLIC_HOST }: Env, prepared: Prepared): void {
  console.log(`Portal:   ${APP_URL}`);
  console.log(`Gateway:  https://${ENROLL_PUBLIC_HOST}`);
  if (prepared.setupToken !== undefined) console.log(`Set up:   ${APP_URL}/setup#token=${prepared.setupToken}`);
}

async function stopAll(running: Running, stop: StopRequest): Promise<void> {
  if (running.children.length > 0) console.log("Stopping: finishing requests in flight.");
  running.home?.publish({ stopping: true });
  void stop.hurried.then(() => {
    for (const child of running.children) child.kill();
  });
  await Promise.all(running.children.map((child) => child.stop()));
  await running.database?.close();
  running.home?.release();
}
