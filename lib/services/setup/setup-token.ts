import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { Secret } from "@/lib/crypto/secret";
import { prisma, type Tx } from "@/lib/db";

const TOKEN_BYTES = 32;
const LIFETIME = "1 hour";

/**
 * Makes a one-time token for the set-up page; only its SHA-256 is stored, for one hour. Earlier ones die.
 * Out: the token (base64url), or undefined when there is an owner already.
 */
export async function createSetupToken(): Promise<Secret | undefined> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return await prisma.$transaction(async (tx) => {
    if (await hasOwner(tx)) return undefined;
    await tx.setupToken.deleteMany({ where: { usedAt: null } });
    await tx.$executeRaw`INSERT INTO setup_tokens (digest, expires_at)
      VALUES (${digestSetupToken(token)}, now() + ${LIFETIME}::interval)`;
    return new Secret(token);
  });
}

/** In: a token as it was given. Out: what is stored of it. */
export function digestSetupToken(token: string): Buffer<ArrayBuffer> {
  return Buffer.from(createHash("sha256").update(token, "utf8").digest());
}

/** Whether somebody owns this installation: from then on no token works. */
export async function hasOwner(tx: Tx): Promise<boolean> {
  return (await tx.user.count({ where: { role: "OWNER" } })) > 0;
}
