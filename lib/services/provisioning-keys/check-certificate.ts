import "server-only";
import type { Tx } from "@/lib/db";
import { Prisma } from "@/prisma/generated/client";

type Facts = { allowed: boolean; hasKey: boolean; issued: boolean; valid: boolean };

const FACTS = Prisma.sql`c.signing_allowed AS allowed, c.certificate IS NOT NULL AS issued,
  EXISTS (SELECT 1 FROM signing_keys p WHERE p.signing_certificate_id = c.id) AS "hasKey",
  COALESCE(now() BETWEEN c.not_before AND c.not_after, false) AS valid`;

/**
 * In: a transaction and the id of a signing certificate. Out: what keeps it from signing, as one sentence, or null when
 * it can: private key present, signing allowed, issued and within its validity by the database's clock.
 */
export async function explainUnusableCertificate(tx: Tx, id: string): Promise<string | null> {
  // The share lock keeps the certificate from being deleted or switched off before the key that names it is written.
  const [found] = await tx.$queryRaw<Facts[]>`
    SELECT ${FACTS} FROM signing_certificates c WHERE c.id = ${id}::uuid FOR SHARE OF c`;
  if (!found) return "This signing certificate does not exist any more. Choose another one.";
  return explain(found);
}

/** For choices. In: a transaction. Out: the same sentence for each signing certificate, by id. */
export async function explainUnusableCertificates(tx: Tx): Promise<Map<string, string | null>> {
  const found = await tx.$queryRaw<(Facts & { id: string })[]>`SELECT c.id, ${FACTS} FROM signing_certificates c`;
  return new Map(found.map((facts) => [facts.id, explain(facts)]));
}

function explain(facts: Facts): string | null {
  if (!facts.issued) return "This signing certificate waits for its signed answer. Choose another one.";
  if (!facts.hasKey) return "The private key of this signing certificate is missing. Choose another one.";
  if (!facts.allowed) return "Signing is not allowed with this certificate. Choose another one.";
  if (!facts.valid) return "This signing certificate is expired or not yet valid. Choose another one.";
  return null;
}
