import { createServer } from "node:net";
import { findListener } from "@/server/preflight/find-listener";
import { StartupError } from "@/server/startup-error";

export type WantedPort = { what: string; variable: string; hostVariable: string; port: number; host: string };

/** Checks that each port can be listened on. Throws StartupError that says which cannot, why, and, where it can be told, who has it. */
export async function assertPortsFree(wanted: WantedPort[]): Promise<void> {
  for (const each of wanted) {
    const code = await tryListen(each);
    if (code !== undefined) throw new StartupError(explain(each, code));
  }
  const [first, second] = wanted;
  if (first && second && first.port === second.port && first.port !== 0) {
    throw new StartupError(
      `${first.variable} and ${second.variable} are both ${first.port}. Give them different ports.`,
    );
  }
}

/** In: a port and the error code of listening on it. Out: one plain sentence or two with what to do. */
export function explain({ what, variable, hostVariable, port, host }: WantedPort, code: string): string {
  switch (code) {
    case "EADDRINUSE": {
      const holder = findListener(port);
      const by = holder ? ` by process ${holder.pid} (${holder.name})` : "";
      return `Port ${port} for ${what} is already in use${by}. Stop that program, or set ${variable} to another port.`;
    }
    case "EACCES":
      return `Port ${port} for ${what} needs more rights than this user has. Set ${variable} to a port above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} is not an address of this machine, so ${what} cannot listen there. Correct ${hostVariable}.`;
    default:
      return `${what} cannot listen on ${host}, port ${port} (${code}). Correct ${hostVariable} or ${variable}.`;
  }
}

function tryListen({ port, host }: WantedPort): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
