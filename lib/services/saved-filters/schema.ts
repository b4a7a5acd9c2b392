import { z } from "zod";
import { keyFiltersSchema } from "@/lib/services/provisioning-keys/filters/schema";
import { listKeysSchema } from "@/lib/services/provisioning-keys/schema";

/** Lists whose filters can be saved. */
export const FILTERED_LISTS = ["provisioning-keys"] as const;
export const SAVED_FILTERS_MAX = 100;
export const SAVED_NAME_MAX = 80;

const savedNameSchema = z
  .string({ error: "Enter a name." })
  .transform((value) => value.replace(/\s+/gu, " ").trim().normalize("NFC"))
  .superRefine((value, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    if (value === "") return refuse("Enter a name.");
    if ([...value].length > SAVED_NAME_MAX) return refuse(`Use at most ${SAVED_NAME_MAX} characters.`);
    if (/\p{C}/u.test(value)) return refuse("Remove the invisible or control characters.");
  });

const resourceSchema = z.enum(FILTERED_LISTS);
const idSchema = z.uuid("This is not the id of a saved filter.");
const appliedShape = {
  q: listKeysSchema.shape.q,
  filters: keyFiltersSchema,
};

export const listSavedFiltersSchema = z.strictObject({ resource: resourceSchema });
export const saveFilterSchema = z
  .strictObject({ resource: resourceSchema, name: savedNameSchema, ...appliedShape })
  .refine(({ q, filters }) => q !== "" || filters.length > 0, "There is no filter to save.");
export const updateSavedFilterSchema = z.strictObject({ id: idSchema, ...appliedShape });
export const renameSavedFilterSchema = z.strictObject({ id: idSchema, name: savedNameSchema });
export const removeSavedFilterSchema = z.strictObject({ id: idSchema });

/** What is stored: texts as in an address, so that a filter outlives the columns it names. */
export const storedFilterSchema = z.object({ q: z.string().catch(""), filters: z.array(z.string()).catch([]) });
