import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Tx } from "@/lib/db";
import { createIntermediate } from "@/lib/pki/create-intermediate";
import { createRoot } from "@/lib/pki/create-root";
import { generateKey } from "@/lib/pki/generate-key";
import { newSerial } from "@/lib/pki/new-serial";
import type { SystemActor } from "@/lib/services/actor";
import { storeCertificate } from "@/lib/services/signing-certificates/store-certificate";
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
  const description = "The anchor: provisioning keys carry its pin.";
  await storeCertificate(tx, actor, ring, { id: rootId, name: "Root", description, der: rootDer, ...rootKeys });

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
    await storeCertificate(tx, actor, ring, { id: randomUUID(), parentId: rootId, name, description, der, ...keys });
  }
  return rootId;
}

function addYears(date: Date, years: number): Date {
  const later = new Date(date);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
