import "server-only";
import type { Secret } from "@/lib/crypto/secret";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { readKeyRow } from "@/lib/services/provisioning-keys/get";
import { claimCall, recordCall } from "@/lib/services/provisioning-keys/idempotent-call";
import { insertKey } from "@/lib/services/provisioning-keys/insert-key";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { openKeyString } from "@/lib/services/provisioning-keys/open-key-string";
import { createKeySchema } from "@/lib/services/provisioning-keys/schema";
import { assertPermission, verb } from "@/lib/services/verb";

/** `created` is false when the same form was sent before: nothing was created then. */
export type CreatedKey = { created: boolean; key: KeyRow; provisioningKey: Secret };

/**
 * Creates a key and, if asked for, its group, in one transaction; sent twice with the same `requestId` it makes one.
 * Out: the row and the key string, shown this once when View or Export is off.
 * Throws `invalid`, `name_taken` (with the field), `conflict` (request id used for something else), `already_shown` (a
 * repeated request for a hidden key), and what `verb` throws.
 */
export const createKey = verb({
  permission: "key.write",
  effect: "write",
  input: createKeySchema,
  run: async ({ input, actor, tx }): Promise<CreatedKey> => {
    const { requestId, ...fields } = input;
    const call = actor.kind === "user" && { userId: actor.id, requestId, operation: "key.create", input: fields };
    const earlier = call && (await claimCall(tx, call));
    if (earlier) return repeat(tx, actor, earlier.resourceId);
    const { id, keyString } = await insertKey(tx, actor, fields);
    if (call) await recordCall(tx, call, id);
    return { created: true, key: await readKeyRow(tx, actor, id), provisioningKey: keyString };
  },
});

async function repeat(tx: Tx, actor: Actor, id: string): Promise<CreatedKey> {
  const key = await readKeyRow(tx, actor, id);
  if (!key.viewOrExport) {
    throw new AppError(
      "already_shown",
      "The key was created. Its string was shown once and is not stored: if you do not have it, rotate the key.",
      { details: { id: key.id, name: key.name, fingerprint: key.fingerprint } },
    );
  }
  // A second look at the string is an exposure like any other: same permission, same refusals, its own audit row.
  assertPermission(actor, "key.reveal");
  return { created: false, key, provisioningKey: (await openKeyString(tx, actor, id, "key.revealed")).provisioningKey };
}
