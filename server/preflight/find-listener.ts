import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const LISTEN = "0A";

/**
 * In: a TCP port. Out: the process that listens on it, as far as Linux shows it to this user; undefined elsewhere. Only ever used to
 * make a message more helpful.
 */
export function findListener(port: number): { pid: number; name: string } | undefined {
  try {
    const inodes = new Set([...listeningInodes("/proc/net/tcp", port), ...listeningInodes("/proc/net/tcp6", port)]);
    if (inodes.size === 0) return undefined;
    for (const entry of readdirSync("/proc")) {
      if (/^\d+$/.test(entry) && holdsSocket(entry, inodes)) {
        return { pid: Number(entry), name: readFileSync(`/proc/${entry}/comm`, "utf8").trim() };
      }
    }
  } catch {
    return undefined;
  }
  return undefined;
}

function* listeningInodes(table: string, port: number): Generator<string> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
    const fields = line.trim().split(/\s+/);
    if (fields[1]?.endsWith(wanted) && fields[3] === LISTEN && fields[9]) yield `socket:[${fields[9]}]`;
  }
}

function holdsSocket(pid: string, inodes: Set<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return inodes.has(readlinkSync(`/proc/${pid}/fd/${fd}`));
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}
