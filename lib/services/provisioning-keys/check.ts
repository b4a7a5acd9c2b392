import "server-only";
import type { Tx } from "@/lib/db";
import { REFUSALS, Refusal, type RefusalCode } from "@/lib/enrollment/codes";
import { type FoundKey, findKey } from "@/lib/enrollment/find-key";
import { canIssue } from "@/lib/enrollment/issuer";
import { judge } from "@/lib/enrollment/judge";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { checkKeySchema } from "@/lib/services/provisioning-keys/check/schema";
import { limitChecks } from "@/lib/services/provisioning-keys/check-limit";
import { readKeyRow } from "@/lib/services/provisioning-keys/get";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { verb } from "@/lib/services/verb";

/** No public key has this digest: what is judged is the first enrollment of a new connector. */
const NO_PUBLIC_KEY = new Uint8Array();

/** What an enrollment would be answered now. `pending`: the use counts, and an administrator has to approve. */
export type CheckVerdict =
  | { outcome: "accepted" | "pending" }
  | { outcome: "refused"; code: RefusalCode; title: string; detail: string };

export type CheckedKey =
  /** Never made here, deleted, or another secret under this id: one and the same answer, as at the gateway. */
  | { known: false }
  | {
      known: true;
      /** host[:port] the key was made for. */
      host: string;
      key: Pick<
        KeyRow,
        "id" | "name" | "status" | "disabledBy" | "groupName" | "used" | "maximum" | "expiresAt" | "canEdit"
      >;
      /** Until when a rotated key string still works, or has worked; null = it is the current one. */
      validUntil: string | null;
      verdict: CheckVerdict;
      /** Allow lists that were not judged, because no address was given. */
      unjudged: { key: boolean; group: boolean };
    };

/**
 * Says which key a presented string is and how the gateway would answer an enrollment with it, by the gateway's own
 * rules. It takes no use and writes nothing: who asks holds the key already, so nothing is exposed that an audit row
 * would have to tell of.
 * In: secret id and digest, and the address of the connector where allow lists matter. Out: CheckedKey. Throws
 * `too_many_attempts`, and what `verb` throws.
 */
export const checkKey = verb({
  permission: "key.read",
  effect: "read",
  input: checkKeySchema,
  run: async ({ input, actor, tx }): Promise<CheckedKey> => {
    await limitChecks(actor);
    const found = await findKey(Buffer.from(input.digest, "hex"), NO_PUBLIC_KEY);
    if (found?.secretId !== input.secretId) return { known: false };
    const secret = await tx.provisioningKeySecret.findUnique({
      where: { id: found.secretId },
      select: { validUntil: true },
    });
    const key = await readStanding(tx, actor, found.keyId);
    if (!key || !secret) return { known: false };
    const { id, name, status, disabledBy, groupName, used, maximum, expiresAt, canEdit } = key;
    const unjudged = input.address === null;
    return {
      known: true,
      host: found.secretHost,
      key: { id, name, status, disabledBy, groupName, used, maximum, expiresAt, canEdit },
      validUntil: secret.validUntil?.toISOString() ?? null,
      verdict: await judgeNow(found, input.address),
      unjudged: {
        key: unjudged && found.keyAllowList.length > 0,
        group: unjudged && found.groupAllowList.length > 0,
      },
    };
  },
});

/** The key's row; null when it was deleted since it was found. */
async function readStanding(tx: Tx, actor: Actor, id: string): Promise<KeyRow | null> {
  try {
    return await readKeyRow(tx, actor, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

async function judgeNow(found: FoundKey, address: string | null): Promise<CheckVerdict> {
  // Without an address no list is asked: an empty one lets everybody in.
  const judged = address === null ? { ...found, keyAllowList: [], groupAllowList: [] } : found;
  const presented = {
    host: found.secretHost,
    secretId: found.secretId,
    ip: address ?? "",
    fingerprint: undefined,
  };
  try {
    const verdict = judge(judged, presented);
    if (!(await canIssue(found.signingCertificateId))) {
      throw new Refusal(
        "signing_certificate_unusable",
        "The key's signing certificate cannot sign. Choose another one for the key.",
      );
    }
    return { outcome: verdict.kind === "consume" && verdict.pending ? "pending" : "accepted" };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: "refused", code: error.code, title: REFUSALS[error.code].title, detail: error.message };
  }
}
