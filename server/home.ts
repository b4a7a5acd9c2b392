import { accessSync, constants, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { startMark } from "@/server/embedded/process-info";
import { StartupError } from "@/server/startup-error";

const runFileSchema = z.object({
  pid: z.number().int(),
  mark: z.string().optional(),
  /** Port of the embedded PostgreSQL, once there is one. */
  postgresPort: z.number().int().optional(),
});

/** Who runs on a LATCHKEY_HOME; what commands in another terminal need to connect. Holds no secret. */
export type RunFile = z.output<typeof runFileSchema>;

const runPath = (home: string) => join(home, "run.json");

/** Makes LATCHKEY_HOME if it is missing and checks that we may write there. Throws StartupError. */
export function prepareHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = join(home, `.write-test-${process.pid}`);
    writeFileSync(probe, "", { flag: "w", mode: 0o600 });
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `The data directory ${home} cannot be written (${code}). Give this user the right to write there, or set LATCHKEY_HOME to another folder.`,
    );
  }
}

/**
 * Takes LATCHKEY_HOME for this process. Out: `publish` tells other terminals the port of PostgreSQL, `release` gives the folder free.
 * Throws StartupError when a living Latchkey holds it; what a killed one left is taken over.
 */
export function claimHome(home: string): { publish: (postgresPort: number) => void; release: () => void } {
  const path = runPath(home);
  const mine: RunFile = { pid: process.pid, mark: startMark(process.pid) };
  const temporary = `${path}.${process.pid}`;
  const write = (content: RunFile) => writeFileSync(temporary, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  write(mine);
  try {
    for (;;) {
      const holder = readRunFile(home);
      if (holder) {
        throw new StartupError(
          `Latchkey (process ${holder.pid}) already runs on ${home}. Stop it first, or set LATCHKEY_HOME, PORT and ENROLL_PORT to others.`,
        );
      }
      rmSync(path, { force: true });
      try {
        linkSync(temporary, path);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  } finally {
    rmSync(temporary, { force: true });
  }
  return {
    publish: (postgresPort) => {
      write({ ...mine, postgresPort });
      renameSync(temporary, path);
    },
    release: () => rmSync(path, { force: true }),
  };
}

/** In: LATCHKEY_HOME. Out: what the living process that holds it wrote; undefined when nobody holds it. */
export function readRunFile(home: string): RunFile | undefined {
  try {
    const found = runFileSchema.parse(JSON.parse(readFileSync(runPath(home), "utf8")));
    const mark = startMark(found.pid);
    // A number may have gone to another process since; its start time tells.
    return mark !== undefined && mark === found.mark ? found : undefined;
  } catch {
    return undefined;
  }
}
