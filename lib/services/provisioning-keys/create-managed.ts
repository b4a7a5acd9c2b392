import "server-only";
import type { Secret } from "@/lib/crypto/secret";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { createGroupSchema } from "@/lib/services/connector-groups/schema";
import { nameKey } from "@/lib/services/name/schema";
import { readKeyRow } from "@/lib/services/provisioning-keys/get";
import { insertKey } from "@/lib/services/provisioning-keys/insert-key";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { createManagedKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

export type ManagedKey = { key: KeyRow; provisioningKey: Secret; groupCreated: boolean };

/**
 * Creates a key that a part of the system looks after: people see it with a lock and its reason, and cannot edit, delete or
 * select it. For commands on the server's own machine: no user may call it, whatever the role.
 * In: names of key, group (made when there is none) and signing certificate, maximum, who manages it and why. Out: the
 * row, the key string, whether the group is new. Throws `forbidden`, `invalid` and `name_taken` with fields, and what
 * `verb` throws.
 */
export const createManagedKey = verb({
  permission: "key.write",
  effect: "write",
  input: createManagedKeySchema,
  run: async ({ input, actor, tx }): Promise<ManagedKey> => {
    if (actor.kind !== "system") throw new AppError("forbidden", "Managed keys are created by the system only.");
    const group = await tx.connectorGroup.findUnique({
      where: { nameKey: nameKey(input.group) },
      select: { id: true },
    });
    const { id, keyString } = await insertKey(tx, actor, {
      name: input.name,
      group: group
        ? { kind: "existing", id: group.id }
        : { kind: "new", ...createGroupSchema.parse({ name: input.group }) },
      signingCertificateId: await findCertificate(tx, input.signingCertificate),
      maximum: input.maximum,
      viewOrExport: true,
      expiresAt: null,
      allowList: [],
      enabled: true,
      managed: { by: input.managedBy, reason: input.reason },
    });
    return { key: await readKeyRow(tx, actor, id), provisioningKey: keyString, groupCreated: group === null };
  },
});

async function findCertificate(tx: Tx, name: string): Promise<string> {
  const found = await tx.signingCertificate.findUnique({ where: { nameKey: nameKey(name) }, select: { id: true } });
  if (found) return found.id;
  const message = `There is no signing certificate "${name}".`;
  throw new AppError("invalid", message, { fields: { signingCertificate: message } });
}
