import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** In: a process id. Out: whether such a process exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** In: a process id. Out: its command line, arguments apart by a blank; undefined when it cannot be told. */
export function commandLine(pid: number): string | undefined {
  if (process.platform === "linux") {
    return read(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim();
  }
  return ask(pid, "command=");
}

/**
 * In: a process id. Out: something that no later process of the same number has: the start time (and the boot). Undefined when the
 * process does not exist.
 */
export function startMark(pid: number): string | undefined {
  if (process.platform === "linux") {
    // The command name may hold blanks and brackets; the fields after it are numbers. Field 22 is the start time.
    const fields = read(`/proc/${pid}/stat`)
      ?.replace(/^.*\) /s, "")
      .split(" ");
    return fields && `${fields[19]}@${read("/proc/sys/kernel/random/boot_id")?.trim()}`;
  }
  return ask(pid, "lstart=");
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function ask(pid: number, what: string): string | undefined {
  if (process.platform === "win32") return undefined;
  try {
    const output = execFileSync("ps", ["-o", what, "-p", String(pid)], { encoding: "utf8", stdio: "pipe" });
    return output.trim() || undefined;
  } catch {
    return undefined;
  }
}
