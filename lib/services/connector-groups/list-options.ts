import "server-only";
import { listGroupOptionsSchema } from "@/lib/services/connector-groups/schema";
import { selectGroupOptions } from "@/lib/services/connector-groups/select-options";
import { verb } from "@/lib/services/verb";

/** Groups for a searchable choice. In: search text. Out: up to 50 groups, and whether there are more. Throws what `verb` throws. */
export const listGroupOptions = verb({
  permission: "group.read",
  effect: "read",
  input: listGroupOptionsSchema,
  run: ({ input, tx }) => selectGroupOptions(tx, input.q),
});
