import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import type { OpenedKey } from "@/prisma/demo/open-demo-keys";

const reportSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("wave"), enrolled: z.int(), unreachable: z.boolean() }),
  z.object({ type: z.literal("done"), reason: z.enum(["total", "keys"]) }),
]);

/** What the fleet reports: the end of its first wave, and the end of the trickle after it. */
export type FleetReport = z.output<typeof reportSchema>;

/**
 * Starts the fleet of simulated connectors as a process of its own, without our environment, and gives it its keys over the channel
 * between the two processes. It ends when that channel closes, so never later than this process.
 * In: its program (and how to run it, in tests), keys, upper bound of enrollments, who hears its reports. Out: the process.
 */
export async function startFleet(
  program: { script: string; execArgv?: string[] },
  start: { keys: OpenedKey[]; total: number },
  onReport: (report: FleetReport) => void,
): Promise<ChildProcess> {
  const env = { NODE_ENV: "production" } as const;
  const child = fork(program.script, [], { env, execArgv: program.execArgv ?? [], stdio: "inherit" });
  await once(child, "spawn");
  child.on("message", (message) => onReport(reportSchema.parse(message)));
  const keys = start.keys.map(({ keyString, ...rest }) => ({ text: keyString.expose(), ...rest }));
  child.send({ total: start.total, keys });
  return child;
}
