import { z } from "zod";
import { SEARCH_MAX_LENGTH } from "@/lib/table/list";

/** At most so many keys are answered. */
export const SEARCH_HITS = 8;
/** At most so many groups, and as many certificates: keys are what one looks for most. */
export const NAME_HITS = 4;

/** Text as typed, without what no name holds; longer than any list's search takes is cut. */
export const searchEverythingSchema = z.strictObject({
  q: z
    .string({ error: "Enter a text." })
    .max(10_000, "This text is too long to search for.")
    .transform((text) => [...text.replace(/\p{C}/gu, "").trim()].slice(0, SEARCH_MAX_LENGTH).join("")),
});
