import { z } from "zod";
import { keyIdSchema } from "@/lib/services/provisioning-keys/schema";

/** Revoke everything a key made: `expected` is the number of connectors that the dry run counted. */
export const revokeEverythingSchema = z.strictObject({
  id: keyIdSchema,
  expected: z.int("Load the page again: the count of the dry run is missing.").min(0),
  /** Disables the key in the same transaction, so that nothing enrolls with it afterwards. */
  disableKey: z.boolean({ error: "Choose whether to disable the key." }),
});
