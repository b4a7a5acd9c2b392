import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { filterListSchema } from "@/lib/table/filters-schema";

/** Filters of the list of keys, as a verb takes them. */
export const keyFiltersSchema = filterListSchema(KEY_FILTERS);
