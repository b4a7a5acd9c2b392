import { z } from "zod";
import { keyIdSchema, maximumSchema } from "@/lib/services/provisioning-keys/schema";

/** Keys one call changes, in one transaction; a page sends a long selection in several calls, and shows how far it is. */
export const BULK_BATCH = 100;

const idsSchema = z
  .array(keyIdSchema)
  .min(1, "Select a key.")
  .max(BULK_BATCH, `At most ${BULK_BATCH} keys at a time.`)
  .transform((ids) => [...new Set(ids)]);

export const bulkSchema = z.strictObject({ ids: idsSchema });
export const bulkMaximumSchema = z.strictObject({ ids: idsSchema, maximum: maximumSchema });
