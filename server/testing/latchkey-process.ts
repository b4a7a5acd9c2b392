import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { waitUntil } from "@/server/wait-until";

const DEADLINE_MS = 45_000;

export type Settings = Record<string, string>;

/** Out: a folder of compiled programs with the portal replaced by testing/listener.ts, below the project so that packages are found. */
export function buildPrograms(): { dist: string; remove: () => void } {
  const dist = resolve("dist", `test-${process.pid}-${Math.random().toString(36).slice(2)}`);
  execFileSync(process.execPath, ["tools/build-test-programs.mjs", dist, "web=server/testing/listener.ts"]);
  return { dist, remove: () => rmSync(dist, { recursive: true, force: true }) };
}

/** Out: a fresh folder of its own for a LATCHKEY_HOME, which does not exist yet. */
export function makePlace(): { home: string; remove: () => void } {
  const place = mkdtempSync(join(tmpdir(), "latchkey-place-"));
  // The account PostgreSQL runs as when the tests run as root must get through.
  execFileSync("chmod", ["711", place]);
  return { home: join(place, "home"), remove: () => rmSync(place, { recursive: true, force: true }) };
}

/** Out: a port of this machine that nothing listens on. */
export async function findPort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** Runs a program until it ends. In: its path, arguments, settings: nothing else of the environment reaches it but PATH. */
export function startProgram(script: string, args: string[], settings: Settings) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const exited = once(child, "close").then(([code, signal]) => ({ code, signal, output }));
  return {
    pid: child.pid ?? 0,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    output: () => output,
    exited,
    /** Waits until it has said something. Fails with all it said when it ends before or says nothing in time. */
    says: (pattern: RegExp) =>
      waitUntil(
        () => {
          const found = pattern.exec(output);
          if (!found && (child.exitCode !== null || child.signalCode !== null)) throw new Error(`it ended: ${output}`);
          return found;
        },
        { deadlineMs: DEADLINE_MS, otherwise: () => new Error(`never said ${pattern}: ${output}`) },
      ),
  };
}

/** Runs a supervisor on a home with ports of its own. */
export async function startLatchkey(dist: string, home: string, settings: Settings = {}) {
  const port = Number(settings.PORT ?? (await findPort()));
  const enrollPort = Number(settings.ENROLL_PORT ?? (await findPort()));
  const program = startProgram(join(dist, "supervisor.mjs"), [], {
    LATCHKEY_HOME: home,
    PORT: String(port),
    ENROLL_PORT: String(enrollPort),
    ENROLL_HOST: "127.0.0.1",
    ...settings,
  });
  return { ...program, port, enrollPort, url: `http://127.0.0.1:${port}` };
}
