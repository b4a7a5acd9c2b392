import { z } from "zod";

/** The only message the fleet takes: keys to enroll with, and how many enrollments there may be in all. */
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
});

export type FleetKey = z.output<typeof startMessageSchema>["keys"][number];
