import { z } from "zod";

/** How simulated connectors come and go once they are enrolled; without it each runs until the fleet ends. */
const lifeSchema = z.strictObject({
  /** Running at the same time, at most: when more enroll, others are stopped for good. */
  most: z.int().min(1).max(10_000),
  /** Minutes that one runs on average before it is away for a while. */
  minutesUp: z.number().positive(),
  /** Minutes that it is away on average. */
  minutesDown: z.number().positive(),
  /** Share that never starts after it enrolled, as a machine that was only prepared. */
  unused: z.number().min(0).max(1),
  /** Share that runs for a minute and is then stopped for good. */
  lost: z.number().min(0).max(1),
});

/** The only message the fleet takes: keys to enroll with, how many enrollments there may be in all, how its connectors live. */
export const startMessageSchema = z.strictObject({
  total: z.int().min(0).max(1_000_000),
  keys: z.array(
    z.strictObject({
      /** The provisioning key string. */
      text: z.string().max(1_000),
      /** Start of the host names of its connectors. */
      site: z.string().regex(/^[a-z0-9-]{1,20}$/),
      /** Enrollments of the first wave. */
      wave: z.int().min(0).max(1_000),
      pace: z.enum(["quiet", "steady", "autoscale"]),
    }),
  ),
  life: lifeSchema.nullable(),
  /** Where the connectors keep their state, so that they come back with the next fleet; null: nowhere. */
  directory: z.string().min(1).nullable(),
});

export type FleetStart = z.output<typeof startMessageSchema>;
export type FleetKey = FleetStart["keys"][number];
export type FleetLife = z.output<typeof lifeSchema>;
