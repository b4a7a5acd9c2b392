import "server-only";
import { z } from "zod";
import type { KeyFilterChoice } from "@/lib/services/provisioning-keys/filters/list-choices";
import { keyFiltersSchema } from "@/lib/services/provisioning-keys/filters/schema";
import { verb } from "@/lib/services/verb";
import type { Filter } from "@/lib/table/filters";

/**
 * What the groups and certificates that filters name by id are called; what is gone is called that.
 * In: filters. Out: a name for each id, none for other values. Throws what `verb` throws.
 */
export const nameFilterChoices = verb({
  permission: "key.read",
  effect: "read",
  input: z.strictObject({ filters: keyFiltersSchema }),
  run: async ({ input, tx }): Promise<KeyFilterChoice[]> => {
    const groups = idsOf(input.filters, "group");
    const certificates = idsOf(input.filters, "certificate");
    const select = { id: true, name: true } as const;
    const [foundGroups, foundCertificates] = await Promise.all([
      groups.length > 0 ? tx.connectorGroup.findMany({ where: { id: { in: groups } }, select }) : [],
      certificates.length > 0 ? tx.signingCertificate.findMany({ where: { id: { in: certificates } }, select }) : [],
    ]);
    const names = new Map([...foundGroups, ...foundCertificates].map(({ id, name }) => [id, name]));
    return [
      ...groups.map((id) => ({ value: id, label: names.get(id) ?? "a group that is gone" })),
      ...certificates.map((id) => ({ value: id, label: names.get(id) ?? "a certificate that is gone" })),
    ];
  },
});

function idsOf(filters: readonly Filter[], column: string): string[] {
  return filters.flatMap((filter) =>
    filter.column === column && (filter.op === "any" || filter.op === "none") ? filter.value : [],
  );
}
