import { prisma } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";

/** Out: the seeded tenant's Root, PEM: what a connector trusts. */
export async function readRoot(): Promise<string> {
  const { rootCertificate } = await prisma.tenant.findFirstOrThrow({ include: { rootCertificate: true } });
  return derToPem("CERTIFICATE", rootCertificate?.certificate ?? Buffer.alloc(0));
}
