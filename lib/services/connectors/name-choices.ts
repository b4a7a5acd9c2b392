import "server-only";
import { CONNECTORS_LIST } from "@/lib/services/connectors/list/schema";
import { verb } from "@/lib/services/verb";
import type { Filter } from "@/lib/table/filters";

/**
 * What the groups and keys that filters name by id are called; what is gone is called that. In: search and filters. Out: a name
 * for each id, none for other values. Throws what `verb` throws.
 */
export const nameConnectorChoices = verb({
  permission: "connector.read",
  effect: "read",
  input: CONNECTORS_LIST.countSchema,
  run: async ({ input, tx }): Promise<{ value: string; label: string }[]> => {
    const groups = idsOf(input.filters, "group");
    const keys = idsOf(input.filters, "key");
    const select = { id: true, name: true } as const;
    const [foundGroups, foundKeys] = await Promise.all([
      groups.length > 0 ? tx.connectorGroup.findMany({ where: { id: { in: groups } }, select }) : [],
      keys.length > 0 ? tx.provisioningKey.findMany({ where: { id: { in: keys } }, select }) : [],
    ]);
    const names = new Map([...foundGroups, ...foundKeys].map(({ id, name }) => [id, name]));
    return [
      ...groups.map((id) => ({ value: id, label: names.get(id) ?? "a group that is gone" })),
      ...keys.map((id) => ({ value: id, label: names.get(id) ?? "a key that is gone" })),
    ];
  },
});

function idsOf(filters: readonly Filter[], column: string): string[] {
  return filters.flatMap((filter) =>
    filter.column === column && (filter.op === "any" || filter.op === "none") ? filter.value : [],
  );
}
