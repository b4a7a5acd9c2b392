import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { type GroupRow, type RawGroup, SELECTED_GROUP, toGroupRow } from "@/lib/services/connector-groups/group-row";
import { oneGroupSchema } from "@/lib/services/connector-groups/schema";
import { verb } from "@/lib/services/verb";

/** One group. In: its id. Out: the row. Throws `not_found`, and what `verb` throws. */
export const getGroup = verb({
  permission: "group.read",
  effect: "read",
  input: oneGroupSchema,
  run: ({ input, tx }) => readGroupRow(tx, input.id),
});

/** In: transaction and id. Out: the row. Throws `not_found`. */
export async function readGroupRow(tx: Tx, id: string): Promise<GroupRow> {
  const [row] = await tx.$queryRaw<
    RawGroup[]
  >`SELECT ${SELECTED_GROUP} FROM connector_groups g WHERE g.id = ${id}::uuid`;
  if (!row) throw new AppError("not_found", "There is no such App Connector Group, or it was deleted.");
  return toGroupRow(row, new Date());
}
