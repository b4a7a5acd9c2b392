import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { startMark } from "@/server/embedded/process-info";
import { StartupError } from "@/server/startup-error";
import { waitUntil } from "@/server/wait-until";

const runFileSchema = z.object({
  pid: z.number().int(),
  mark: z.string().optional(),
  /** Port of the embedded PostgreSQL, once there is one. */
  postgresPort: z.number().int().optional(),
  /** Public URL of the portal. */
  appUrl: z.string().optional(),
  /** It was told to stop and will be gone soon. */
  stopping: z.boolean().optional(),
});

/** Who runs on a LATCHKEY_HOME; what commands in another terminal need to connect. Holds no secret. */
export type RunFile = z.output<typeof runFileSchema>;

/** Longer than an orderly stop takes. */
const STOPPING_DEADLINE_MS = 20_000;

const runPath = (home: string) => join(home, "run.json");

/** Makes LATCHKEY_HOME if it is missing and checks that we may write there. Throws StartupError. */
export function prepareHome(home: string): void {
  try {
    makeFolder(home);
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

export type HomeClaim = {
  /** Tells other terminals more about us. */
  publish: (more: Partial<RunFile>) => void;
  release: () => void;
};

/** Makes a folder and those above it. One by one: Node's own recursive way never ends where a file system refuses with ENOENT. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/**
 * Takes LATCHKEY_HOME for this process. Waits for one that is stopping; takes over what a killed one left. Throws StartupError when a
 * living Latchkey holds it.
 */
export async function claimHome(home: string): Promise<HomeClaim> {
  const path = runPath(home);
  let mine: RunFile = { pid: process.pid, mark: startMark(process.pid) };
  const temporary = `${path}.${process.pid}`;
  const write = (content: RunFile) => writeFileSync(temporary, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  await waitUntil(() => !readRunFile(home)?.stopping, {
    deadlineMs: STOPPING_DEADLINE_MS,
    otherwise: () => held(home),
  });
  write(mine);
  try {
    for (;;) {
      removeStale(path);
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
    publish: (more) => {
      mine = { ...mine, ...more };
      write(mine);
      renameSync(temporary, path);
    },
    release: () => rmSync(path, { force: true }),
  };
}

/** Takes away the file of a dead process. What is taken is looked at once more: a faster one may have put its own there. */
function removeStale(path: string): void {
  const home = dirname(path);
  if (readRunFile(home)) throw held(home);
  const taken = `${path}.${process.pid}.old`;
  try {
    renameSync(path, taken);
  } catch {
    return;
  }
  try {
    if (!readLiving(taken)) return;
    linkSync(taken, path);
    throw held(home);
  } finally {
    rmSync(taken, { force: true });
  }
}

function held(home: string): StartupError {
  return new StartupError(
    `Latchkey (process ${readRunFile(home)?.pid}) already runs on ${home}. Stop it first, or set LATCHKEY_HOME, PORT and ENROLL_PORT to others.`,
  );
}

/** In: LATCHKEY_HOME. Out: what the living process that holds it wrote; undefined when nobody holds it. */
export function readRunFile(home: string): RunFile | undefined {
  return readLiving(runPath(home));
}

function readLiving(path: string): RunFile | undefined {
  try {
    const found = runFileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    const mark = startMark(found.pid);
    // A number may have gone to another process since; its start time tells.
    return mark !== undefined && mark === found.mark ? found : undefined;
  } catch {
    return undefined;
  }
}
