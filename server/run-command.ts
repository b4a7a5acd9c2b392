import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { env } from "@/lib/env";
import { commandEnv, type DatabaseUrls } from "@/server/child-env";
import { runPrepare } from "@/server/children/run-prepare";
import { openDatabase } from "@/server/database";
import { connectionUrls, loadCredentials } from "@/server/embedded/credentials";
import { claimHome, prepareHome, readRunFile } from "@/server/home";
import { settleMasterKey } from "@/server/preflight/master-key";
import { StartupError } from "@/server/startup-error";

/**
 * Runs one of the compiled commands against the database of this installation: DATABASE_URL, else the embedded PostgreSQL of the
 * Latchkey that runs on LATCHKEY_HOME, else one that is started for the time of the command.
 * In: folder of the compiled programs, name, arguments. Out: the command's exit code. Throws StartupError or KeyRingError.
 */
export async function runCommand(dist: string, name: string, args: string[]): Promise<number> {
  const script = join(dist, "commands", `${name}.mjs`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(script)) throw new StartupError(`There is no command "${name}".`);
  const run = async (urls: DatabaseUrls, appUrl = env.APP_URL) => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...commandEnv(env, urls), APP_URL: appUrl },
      stdio: "inherit",
    });
    // The terminal sends Ctrl-C to the command as well: it ends, then we do.
    const wait = () => undefined;
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, wait);
    const [code] = await once(child, "exit");
    return typeof code === "number" ? code : 1;
  };

  if (env.DATABASE_URL !== undefined) return await run((await openDatabase(env)).urls);
  prepareHome(env.LATCHKEY_HOME);
  const holder = readRunFile(env.LATCHKEY_HOME);
  if (holder) {
    if (holder.postgresPort === undefined) throw new StartupError("Latchkey is just starting. Try again in a moment.");
    return await run(connectionUrls(loadCredentials(env.LATCHKEY_HOME, true), holder.postgresPort), holder.appUrl);
  }
  const home = await claimHome(env.LATCHKEY_HOME);
  try {
    const database = await openDatabase(env);
    try {
      await settleMasterKey(env.MASTER_KEY_FILE, database.urls.ownerUrl);
      await runPrepare(join(dist, "prepare.mjs"), [], commandEnv(env, database.urls));
      return await run(database.urls);
    } finally {
      await database.close();
    }
  } finally {
    home.release();
  }
}
