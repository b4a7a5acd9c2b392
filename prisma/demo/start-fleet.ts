import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import type { OpenedKey } from "@/prisma/demo/open-demo-keys";

const reportSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("wave"), enrolled: z.int(), unreachable: z.boolean(), resumed: z.int() }),
  z.object({ type: z.literal("done"), reason: z.enum(["total", "keys"]) }),
  z.object({
    type: z.literal("tally"),
    running: z.int(),
    away: z.int(),
    /** Connectors that ended for good, by reason. */
    ended: z.record(z.string(), z.int()),
    /** Heartbeats begun by all of them so far. */
    heartbeats: z.int(),
    /** Processor time and memory of the whole process. */
    cpuMs: z.int(),
    memoryMb: z.int(),
  }),
]);

/** What the fleet reports: the end of its first wave, the end of the trickle after it, and every few seconds how its connectors stand. */
export type FleetReport = z.output<typeof reportSchema>;

/** How connectors come and go once they are enrolled: see cli/fleet/schema.ts. */
export type FleetLife = { most: number; minutesUp: number; minutesDown: number; unused: number; lost: number };

/**
 * Starts the fleet of simulated connectors as a process of its own, without our environment, and gives it its keys over the channel
 * between the two processes. It ends when that channel closes, so never later than this process.
 * In: its program (and how to run it, in tests); keys, upper bound of enrollments, how its connectors live (null: they run on) and where
 * they keep their state (null: nowhere); who hears its reports. Out: the process.
 */
export async function startFleet(
  program: { script: string; execArgv?: string[] },
  start: { keys: OpenedKey[]; total: number; life: FleetLife | null; directory: string | null },
  onReport: (report: FleetReport) => void,
): Promise<ChildProcess> {
  const env = { NODE_ENV: "production" } as const;
  const child = fork(program.script, [], { env, execArgv: program.execArgv ?? [], stdio: "inherit" });
  await once(child, "spawn");
  child.on("message", (message) => onReport(reportSchema.parse(message)));
  const keys = start.keys.map(({ keyString, ...rest }) => ({ text: keyString.expose(), ...rest }));
  child.send({ ...start, keys });
  return child;
}
