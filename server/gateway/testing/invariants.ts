import { X509Certificate } from "node:crypto";
import { prisma } from "@/lib/db";

/**
 * Counts independently what one key gave away, from every table that should agree.
 * In: the key's id. Out: the counts, and every certificate in the database as PEM by serial.
 */
export async function countUses(keyId: string) {
  const key = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: keyId }, select: { used: true } });
  const enrollments = await prisma.enrollment.findMany({
    where: { keyId },
    select: { spkiSha256: true, ordinal: true },
  });
  const certificates = await prisma.connectorCertificate.findMany({
    where: { connector: { keyId } },
    select: { der: true, serial: true },
  });
  const audited = await prisma.auditEvent.count({
    where: { action: "enrollment.accepted", targetType: "provisioning_key", targetId: keyId },
  });
  return {
    used: key.used,
    enrollments: enrollments.length,
    publicKeys: new Set(enrollments.map((row) => Buffer.from(row.spkiSha256).toString("hex"))).size,
    lastOrdinal: Math.max(0, ...enrollments.map((row) => row.ordinal)),
    connectors: await prisma.connector.count({ where: { keyId } }),
    certificates: certificates.length,
    serials: new Set(certificates.map((row) => new X509Certificate(row.der).serialNumber)).size,
    audited,
  };
}

/** The counts of a key of which exactly `uses` were given away. */
export function exactly(uses: number) {
  return {
    used: uses,
    enrollments: uses,
    publicKeys: uses,
    lastOrdinal: uses,
    connectors: uses,
    certificates: uses,
    serials: uses,
    audited: uses,
  };
}
