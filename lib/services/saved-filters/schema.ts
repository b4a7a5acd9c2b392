import { z } from "zod";
import { FILTERED_LISTS, type FilteredList } from "@/lib/services/saved-filters/listed-filters";
import { searchSchema } from "@/lib/table/define-list";
import { anyFiltersSchema, refuseMismatches } from "@/lib/table/filters-schema";

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

const resourceSchema = z.enum(Object.keys(FILTERED_LISTS) as FilteredList[]);
const idSchema = z.uuid("This is not the id of a saved filter.");
const appliedShape = { resource: resourceSchema, q: searchSchema, filters: anyFiltersSchema };

/** Which filters there are depends on the list. */
function refuseForeign({ resource, filters }: z.output<z.ZodObject<typeof appliedShape>>, context: z.RefinementCtx) {
  refuseMismatches(filters, FILTERED_LISTS[resource], (index, message) =>
    context.addIssue({ code: "custom", path: ["filters", index], message }),
  );
}

export const listSavedFiltersSchema = z.strictObject({ resource: resourceSchema });
export const saveFilterSchema = z
  .strictObject({ ...appliedShape, name: savedNameSchema })
  .superRefine(refuseForeign)
  .refine(({ q, filters }) => q !== "" || filters.length > 0, "There is no filter to save.");
export const updateSavedFilterSchema = z.strictObject({ ...appliedShape, id: idSchema }).superRefine(refuseForeign);
export const renameSavedFilterSchema = z.strictObject({ id: idSchema, name: savedNameSchema });
export const removeSavedFilterSchema = z.strictObject({ id: idSchema });

/** What is stored: texts as in an address, so that a filter outlives the columns it names. */
export const storedFilterSchema = z.object({ q: z.string().catch(""), filters: z.array(z.string()).catch([]) });
