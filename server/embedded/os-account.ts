import { execFileSync, spawnSync } from "node:child_process";
import { userInfo } from "node:os";
import { StartupError } from "@/server/startup-error";

/** The account PostgreSQL runs as when we are root; undefined = ours. */
export type OsAccount = { uid: number; gid: number };

const ACCOUNT = "postgres";
const ADVICE = "Run Latchkey as an ordinary user instead, from a folder that user owns.";

/** Whether this process is root; PostgreSQL refuses to run as root. */
export function isRoot(): boolean {
  return process.platform !== "win32" && userInfo().uid === 0;
}

/**
 * Out: undefined for an ordinary user; for root the account `postgres`, created when it is missing (docs/decisions/011). Throws
 * StartupError when it cannot be had.
 */
export function chooseOsAccount(): OsAccount | undefined {
  if (!isRoot()) return undefined;
  const found = lookUp();
  if (found) return found;
  const made = spawnSync(
    "useradd",
    ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
    { encoding: "utf8" },
  );
  const account = lookUp();
  if (account) return account;
  const reason = made.error?.message ?? made.stderr.trim();
  throw new StartupError(
    `Latchkey runs as root, PostgreSQL refuses to, and an account "${ACCOUNT}" for it could not be created (${reason}). ${ADVICE}`,
  );
}

/**
 * Checks that the account can run a program and enter a folder: a clone below a home of mode 0700 is out of its reach. Throws
 * StartupError that names the path.
 */
export function assertReachable(account: OsAccount, paths: { program: string; folder: string }): void {
  const run = (command: string, argument: string) =>
    spawnSync("/bin/sh", ["-c", command, argument], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
  const reachesProgram = run('test -x "$0"', paths.program);
  const blocked = reachesProgram ? paths.folder : paths.program;
  if (reachesProgram && run('cd "$0"', paths.folder)) return;
  throw new StartupError(
    `Latchkey runs as root, so PostgreSQL runs as the account "${ACCOUNT}", and that account cannot reach ${blocked}. ${ADVICE}`,
  );
}

function lookUp(): OsAccount | undefined {
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, ACCOUNT], { stdio: ["ignore", "pipe", "ignore"] }));
    const account = { uid: id("-u"), gid: id("-g") };
    return Number.isInteger(account.uid) && account.uid > 0 ? account : undefined;
  } catch {
    return undefined;
  }
}
