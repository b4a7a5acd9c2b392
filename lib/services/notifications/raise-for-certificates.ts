import "server-only";
import type { Tx } from "@/lib/db";
import { endsWithin, listStages } from "@/lib/services/notifications/kinds/certificate-expiring";
import { mergeMany, type News, SAMPLE } from "@/lib/services/notifications/news";
import { Prisma } from "@/prisma/generated/client";

const KIND = "certificate_expiring";

/** Signing certificates whose end came near since the last pass. In: a transaction, the days of the settings. Out: what to tell. */
export async function raiseForCertificates(tx: Tx, certificateDays: number | null): Promise<News[]> {
  const stages = certificateDays === null ? [] : listStages(certificateDays);
  await tx.$executeRaw`
    DELETE FROM notification_conditions n
    WHERE n.kind = ${KIND} AND (n.stage <> ALL (${stages}::int[]) OR NOT EXISTS (
      SELECT 1 FROM signing_certificates c WHERE c.id = n.target_id AND ${endsWithin(Prisma.sql`n.stage`)}))`;
  if (stages.length === 0) return [];
  const begun = await tx.$executeRaw`
    INSERT INTO notification_conditions (kind, target_id, stage, since)
    SELECT ${KIND}, c.id, nearest.stage, now()
    FROM signing_certificates c, LATERAL (
      SELECT min(stage) AS stage FROM unnest(${stages}::int[]) AS stage WHERE ${endsWithin(Prisma.sql`stage`)}) AS nearest
    WHERE nearest.stage IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM notification_conditions n
      WHERE n.kind = ${KIND} AND n.target_id = c.id AND n.stage <= nearest.stage)
    ON CONFLICT DO NOTHING`;
  if (begun === 0) return [];
  const rows = await tx.$queryRaw<{ id: string; name: string; notAfter: Date; days: number }[]>`
    SELECT c.id::text, c.name, c.not_after AS "notAfter", ceil(extract(epoch FROM c.not_after - now()) / 86400)::int AS days
    FROM notification_conditions n JOIN signing_certificates c ON c.id = n.target_id
    WHERE n.since = now() AND n.kind = ${KIND} ORDER BY c.not_after, c.id LIMIT ${SAMPLE}`;
  const first = rows.map(({ id, name, notAfter, days }): News => {
    return {
      kind: KIND,
      target: { type: "signing_certificate", id, name },
      count: 1,
      data: { expiresAt: notAfter.toISOString(), days: Math.max(0, days) },
    };
  });
  return mergeMany(KIND, begun, first);
}
