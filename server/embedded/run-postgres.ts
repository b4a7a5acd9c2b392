import { spawn } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import type { Binaries } from "@/server/embedded/binaries";
import type { OsAccount } from "@/server/embedded/os-account";
import { POSTGRES_ENV } from "@/server/embedded/postgres-env";
import { waitUntil } from "@/server/wait-until";

export type Postgres = {
  pid: number;
  /** Resolves when the process has ended, however it ended. */
  ended: Promise<void>;
  hasEnded: () => boolean;
  /** Fast shutdown: rolls back, writes everything, ends. Resolves when the process is gone. */
  stop: () => Promise<void>;
};

export type RunOptions = {
  binaries: Binaries;
  dataDir: string;
  port: number;
  ownerUrl: string;
  account?: OsAccount | undefined;
  settings?: Record<string, string> | undefined;
};

/** PostgreSQL did not come up; `output` is the end of what it said. */
export class PostgresStartError extends Error {
  override name = "PostgresStartError";
  readonly output: string;

  constructor(output: string) {
    super(`PostgreSQL did not start: ${output.split("\n").at(-1) ?? ""}`);
    this.output = output;
  }
}

// Crash recovery of a large database may take minutes; a process that ended is noticed at once.
const READY_DEADLINE_MS = 600_000;
const OUTPUT_KEPT = 4_000;

/** What must hold whatever postgresql.conf says: durability, and no secret in the log. */
const SETTINGS = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  log_min_error_statement: "panic",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  // Without DETAIL lines, which quote the values of a failing row.
  log_error_verbosity: "terse",
  log_statement: "none",
  log_min_duration_statement: "-1",
  // One file for each day of the week, written anew when its day comes again.
  logging_collector: "on",
  log_directory: "log",
  log_filename: "postgresql-%a.log",
  log_rotation_age: "1d",
  log_rotation_size: "0",
  log_truncate_on_rotation: "on",
};

/**
 * Starts PostgreSQL on an existing data directory and waits until it answers.
 * In: programs, data directory, port, the owner's connection string, account, settings beside ours. The server is in a
 * process group of its own: Ctrl-C in the terminal does not reach it. Throws PostgresStartError.
 */
export async function runPostgres(options: RunOptions): Promise<Postgres> {
  const settings = Object.entries({ ...SETTINGS, port: String(options.port), ...options.settings });
  const flags = settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(options.binaries.postgres, ["-D", options.dataDir, ...flags], {
    ...options.account,
    cwd: "/",
    env: POSTGRES_ENV,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  let output = "";
  let over = false;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output = `${output}${text}`.slice(-OUTPUT_KEPT);
  });
  child.once("error", (error) => {
    output += error.message;
    over = true;
  });
  const ended = once(child, "close").then(
    () => {
      over = true;
    },
    () => undefined,
  );
  await waitUntil(() => over || answers(options.ownerUrl), { deadlineMs: READY_DEADLINE_MS });
  if (over || child.pid === undefined) {
    await ended;
    throw new PostgresStartError(output.trim());
  }
  const { pid } = child;
  return {
    pid,
    ended,
    hasEnded: () => over,
    stop: async () => {
      if (!over) child.kill("SIGINT");
      await ended;
    },
  };
}

async function answers(connectionString: string): Promise<boolean> {
  const url = new URL(connectionString);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
