import { randomBytes, randomUUID } from "node:crypto";
import { masterKeys } from "@/lib/crypto/master-key";
import { seal } from "@/lib/crypto/seal";
import { prisma } from "@/lib/db";
import { loadIssuer } from "@/lib/enrollment/issuer";
import { createIntermediate } from "@/lib/pki/create-intermediate";
import { generateKey } from "@/lib/pki/generate-key";
import { newSerial } from "@/lib/pki/new-serial";
import { nameKey } from "@/lib/services/name/schema";

/** A signing certificate under the tenant's Root that ends at a given time. Out: its id. */
export async function makeIssuer(notAfter: Date): Promise<string> {
  const { rootCertificateId } = await prisma.tenant.findFirstOrThrow();
  const root = rootCertificateId === null ? undefined : await loadIssuer(rootCertificateId);
  if (!root) throw new Error("seed the tenant first");
  const id = randomUUID();
  const name = `Short ${randomBytes(4).toString("hex")}`;
  const keys = await generateKey("ecdsa-p256");
  const notBefore = new Date(Date.now() - 3_600_000);
  const certificate = createIntermediate({
    issuer: root,
    publicKey: keys.publicKey,
    commonName: name,
    serial: newSerial(),
    notBefore,
    notAfter,
  });
  const pkcs8 = keys.privateKey.export({ format: "der", type: "pkcs8" });
  await prisma.signingCertificate.create({
    data: {
      id,
      name,
      nameKey: nameKey(name),
      kind: "INTERMEDIATE",
      parentId: rootCertificateId,
      certificate: Buffer.from(certificate),
      commonName: name,
      issuerCommonName: "Root",
      keyAlgorithm: "ECDSA P-256",
      notBefore,
      notAfter,
      createdByName: "Factory",
      signingKey: { create: { sealedPrivateKey: Buffer.from(seal(masterKeys(), "signing-key", id, pkcs8)) } },
    },
  });
  return id;
}
