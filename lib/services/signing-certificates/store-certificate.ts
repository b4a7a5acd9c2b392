import "server-only";
import type { KeyObject } from "node:crypto";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { seal } from "@/lib/crypto/seal";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { describeCertificate } from "@/lib/pki/describe-certificate";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { uniqueViolation } from "@/lib/services/database-error";
import { nameKey } from "@/lib/services/name/schema";

type NewCertificate = {
  id: string;
  parentId?: string | undefined;
  name: string;
  description: string;
  der: Buffer;
  privateKey: KeyObject;
};

/**
 * Stores a certificate made here with its sealed private key and its audit row. In: transaction, who acts, key ring, the certificate.
 * Throws `name_taken` with the field.
 */
export async function storeCertificate(tx: Tx, actor: Actor, ring: KeyRing, row: NewCertificate): Promise<void> {
  const facts = describeFacts(row.der, row.name);
  await tx.signingCertificate
    .create({
      data: {
        id: row.id,
        name: row.name,
        nameKey: nameKey(row.name),
        description: row.description,
        kind: row.parentId === undefined ? "ROOT" : "INTERMEDIATE",
        ...(row.parentId !== undefined && { parentId: row.parentId }),
        ...facts,
        createdByName: nameActor(actor),
        signingKey: { create: { sealedPrivateKey: sealPrivateKey(ring, row.id, row.privateKey) } },
      },
      select: { id: true },
    })
    .catch(refuseTakenName);
  await emitAudit(tx, actor, {
    action: "certificate.created",
    target: { type: "signing_certificate", id: row.id, name: row.name },
    after: { commonName: facts.commonName, fingerprintSha256: facts.fingerprintSha256 },
  });
}

/** In: key ring, id of the certificate's row, its private key. Out: what is stored of the key. */
export function sealPrivateKey(ring: KeyRing, id: string, privateKey: KeyObject): Uint8Array<ArrayBuffer> {
  const pkcs8 = privateKey.export({ format: "der", type: "pkcs8" });
  try {
    return new Uint8Array(seal(ring, "signing-key", id, pkcs8));
  } finally {
    pkcs8.fill(0);
  }
}

/** The columns that repeat what a certificate says, so that lists need not parse it. In: DER, and a name for one without common name. */
export function describeFacts(der: Buffer, name: string) {
  const facts = describeCertificate(der);
  return {
    certificate: new Uint8Array(der),
    commonName: facts.subjectCommonName ?? name,
    issuerCommonName: facts.issuerCommonName ?? "",
    serial: facts.serialHex,
    fingerprintSha256: facts.fingerprintSha256,
    spkiSha256: new Uint8Array(Buffer.from(facts.spkiSha256, "hex")),
    keyAlgorithm: facts.keyAlgorithm,
    notBefore: facts.notBefore,
    notAfter: facts.notAfter,
  };
}

/** Names of signing certificates are unique. Throws `name_taken` with the field, or the error itself. */
export function refuseTakenName(error: unknown): never {
  if (uniqueViolation(error) === undefined) throw error;
  const message = "Another signing certificate has this name.";
  throw new AppError("name_taken", message, { fields: { name: message } });
}

/** In: who acts. Out: the name that stands beside what it made. */
export function nameActor(actor: Actor): string {
  return actor.kind === "anonymous" ? "Anonymous" : actor.name;
}
