import { randomBytes, randomUUID } from "node:crypto";
import { prisma } from "@/lib/db";
import { digestSecret } from "@/lib/provisioning-key/digest";
import { encodeProvisioningKey } from "@/lib/provisioning-key/encode";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import { nameKey } from "@/lib/services/name/schema";

type Wish = {
  maximum?: number | null;
  used?: number;
  enabled?: boolean;
  expiresAt?: Date | null;
  allowList?: readonly string[];
  host?: string;
  group?: { enabled?: boolean; allowList?: string[] };
};

/** A key in a group of its own, written straight to the database, and its key string. */
export async function makeKey(wish: Wish = {}): Promise<{ keyId: string; groupId: string; text: string }> {
  const label = randomBytes(4).toString("hex");
  const name = `fra1-dc-${label}`;
  const { rootCertificate } = await prisma.tenant.findFirstOrThrow({ include: { rootCertificate: true } });
  const issuer = await prisma.signingCertificate.findFirstOrThrow({ where: { name: "Connector" } });
  const group = await prisma.connectorGroup.create({
    data: { name: `Frankfurt ${label}`, nameKey: nameKey(`Frankfurt ${label}`), ...wish.group },
  });
  const secretId = randomUUID();
  const secret = randomBytes(32);
  const host = wish.host ?? "localhost:8443";
  const pin = rootCertificate?.spkiSha256 ?? Buffer.alloc(32);
  const text = encodeProvisioningKey({ host, secretId: Buffer.from(secretId.replaceAll("-", ""), "hex"), secret, pin });
  const parsed = parseProvisioningKey(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const { host: _host, group: _group, allowList = [], ...columns } = wish;
  const key = await prisma.provisioningKey.create({
    data: {
      name,
      nameKey: nameKey(name),
      maximum: null,
      groupId: group.id,
      groupName: group.name,
      groupNameKey: group.nameKey,
      groupEnabled: group.enabled,
      signingCertificateId: issuer.id,
      fingerprints: parsed.key.fingerprint,
      createdByName: "Ines Okafor",
      viewOrExport: false,
      allowList: [...allowList],
      ...columns,
      secrets: {
        create: {
          id: secretId,
          digest: Buffer.from(digestSecret(secret)),
          host,
          fingerprint: parsed.key.fingerprint,
          mask: "",
        },
      },
    },
  });
  return { keyId: key.id, groupId: group.id, text };
}
