import "server-only";
import { createGroupIn } from "@/lib/services/connector-groups/create-in";
import { createGroupSchema } from "@/lib/services/connector-groups/schema";
import { verb } from "@/lib/services/verb";

/** Creates a group. In: its fields. Out: id and name. Throws `name_taken` at the name, and what `verb` throws. */
export const createGroup = verb({
  permission: "group.write",
  effect: "write",
  input: createGroupSchema,
  run: async ({ input, actor, tx }) => {
    const { id, name } = await createGroupIn(tx, actor, input, "name");
    return { id, name };
  },
});
