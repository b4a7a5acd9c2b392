import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { commandLine, isAlive } from "@/server/embedded/process-info";
import { StartupError } from "@/server/startup-error";
import { waitUntil } from "@/server/wait-until";

const STOP_DEADLINE_MS = 60_000;

/**
 * Clears the way for a start. In: a data directory that no other Latchkey runs on. A PostgreSQL left on it by a killed supervisor is
 * stopped cleanly; a left-over file of a dead process is PostgreSQL's own business. Throws StartupError when the file names a living
 * process that is not a PostgreSQL of this directory: deleting it could let two servers write the same files.
 */
export async function settlePostmasterPid(dataDir: string): Promise<void> {
  const path = join(dataDir, "postmaster.pid");
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0) {
    throw new StartupError(
      `${path} is damaged. Make sure that no PostgreSQL uses ${dataDir}, delete the file, and start again.`,
    );
  }
  if (pid === process.pid || !isAlive(pid)) return;
  const command = commandLine(pid);
  if (!isPostgresOf(command, dataDir)) {
    throw new StartupError(
      `${path} names process ${pid} (${command?.slice(0, 80) ?? "unknown"}), which is not the PostgreSQL of this folder. Make sure that no PostgreSQL uses ${dataDir}, also on another machine that shares it, delete the file, and start again.`,
    );
  }
  console.log(`Stopping the PostgreSQL (process ${pid}) that a killed Latchkey left behind.`);
  // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything is written, then it ends.
  process.kill(pid, "SIGINT");
  await waitUntil(() => !isAlive(pid), {
    deadlineMs: STOP_DEADLINE_MS,
    otherwise: () =>
      new StartupError(`The PostgreSQL of ${dataDir} (process ${pid}) does not stop. Stop it and start again.`),
  });
}

function isPostgresOf(command: string | undefined, dataDir: string): boolean {
  if (command === undefined || !/(^|\/)postgres(\.exe)?\s/.test(command)) return false;
  return command.includes(` ${dataDir}`) || command.includes(` ${realpathSync(dataDir)}`);
}
