import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { Secret } from "@/lib/crypto/secret";

/** Out: the token of a new link (base64url of 32 random bytes), and what is stored of it. */
export function createInviteToken(): { token: Secret; digest: Buffer<ArrayBuffer> } {
  const token = randomBytes(32).toString("base64url");
  return { token: new Secret(token), digest: digestInviteToken(token) };
}

/** In: a token as it was given. Out: what is stored of it. */
export function digestInviteToken(token: string): Buffer<ArrayBuffer> {
  return Buffer.from(createHash("sha256").update(`latchkey/invite/v1\0${token}`, "utf8").digest());
}
