import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { seal } from "@/lib/crypto/seal";
import type { Tx } from "@/lib/db";
import { createIntermediate } from "@/lib/pki/create-intermediate";
import { createRoot } from "@/lib/pki/create-root";
import { describeCertificate } from "@/lib/pki/describe-certificate";
import { generateKey, type KeyPair } from "@/lib/pki/generate-key";
import { newSerial } from "@/lib/pki/new-serial";
import type { SystemActor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { nameKey } from "@/lib/services/name/schema";
import { crlUrl } from "@/lib/services/tenant/crl-url";

const ROOT_YEARS = 20;
const INTERMEDIATE_YEARS = 10;
/** Connectors whose clock is slow accept a certificate made a moment ago. */
const BACKDATED_MS = 5 * 60_000;

const INTERMEDIATES = [
  { name: "Client", description: "Signs certificates of clients." },
  { name: "Connector", description: "Signs certificates of App Connectors." },
  { name: "Service Edge", description: "Signs certificates of service edges." },
];

/**
 * Creates the certificates of a fresh tenant: Root (self-signed) and Client, Connector and Service Edge below it, ECDSA P-256, private keys
 * sealed, one audit row each. In: transaction, who acts, key ring, the host at which CRLs are served. Out: id of the Root's row.
 */
export async function createFirstCertificates(
  tx: Tx,
  actor: SystemActor,
  ring: KeyRing,
  enrollmentHost: string,
): Promise<string> {
  // Names of two installations differ, so that a connector's store can hold both roots.
  const mark = randomBytes(4).toString("hex");
  const notBefore = new Date(Date.now() - BACKDATED_MS);
  const rootId = randomUUID();
  const rootKeys = await generateKey("ecdsa-p256");
  const rootDer = createRoot({
    privateKey: rootKeys.privateKey,
    commonName: `Latchkey Root ${mark}`,
    serial: newSerial(),
    notBefore,
    notAfter: addYears(notBefore, ROOT_YEARS),
  });
  const store = (row: StoredCertificate) => storeCertificate(tx, actor, ring, row);
  const description = "The anchor: provisioning keys carry its pin.";
  await store({ id: rootId, name: "Root", description, der: rootDer, keys: rootKeys });

  const issuer = { certificateDer: rootDer, privateKey: rootKeys.privateKey };
  for (const { name, description } of INTERMEDIATES) {
    const keys = await generateKey("ecdsa-p256");
    const der = createIntermediate({
      issuer,
      publicKey: keys.publicKey,
      commonName: `Latchkey ${name} ${mark}`,
      serial: newSerial(),
      notBefore,
      notAfter: addYears(notBefore, INTERMEDIATE_YEARS),
      crlUrl: crlUrl(enrollmentHost, rootId),
    });
    await store({ id: randomUUID(), parentId: rootId, name, description, der, keys });
  }
  return rootId;
}

type StoredCertificate = {
  id: string;
  parentId?: string;
  name: string;
  description: string;
  der: Buffer;
  keys: KeyPair;
};

async function storeCertificate(tx: Tx, actor: SystemActor, ring: KeyRing, row: StoredCertificate): Promise<void> {
  const facts = describeCertificate(row.der);
  const pkcs8 = row.keys.privateKey.export({ format: "der", type: "pkcs8" });
  await tx.signingCertificate.create({
    data: {
      id: row.id,
      name: row.name,
      nameKey: nameKey(row.name),
      description: row.description,
      kind: row.parentId === undefined ? "ROOT" : "INTERMEDIATE",
      ...(row.parentId !== undefined && { parentId: row.parentId }),
      certificate: Buffer.from(row.der),
      commonName: facts.subjectCommonName ?? row.name,
      issuerCommonName: facts.issuerCommonName ?? "",
      serial: facts.serialHex,
      fingerprintSha256: facts.fingerprintSha256,
      spkiSha256: Buffer.from(facts.spkiSha256, "hex"),
      keyAlgorithm: facts.keyAlgorithm,
      notBefore: facts.notBefore,
      notAfter: facts.notAfter,
      createdByName: actor.name,
      signingKey: { create: { sealedPrivateKey: Buffer.from(seal(ring, "signing-key", row.id, pkcs8)) } },
    },
  });
  pkcs8.fill(0);
  await emitAudit(tx, actor, {
    action: "certificate.created",
    target: { type: "signing_certificate", id: row.id, name: row.name },
    after: { commonName: facts.subjectCommonName ?? row.name, fingerprintSha256: facts.fingerprintSha256 },
  });
}

function addYears(date: Date, years: number): Date {
  const later = new Date(date);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
