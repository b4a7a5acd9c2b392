import "server-only";
import { isIP } from "node:net";
import { pool } from "@/lib/db";
import { loadAuthority } from "@/lib/enrollment/issuer";
import { env } from "@/lib/env";
import { generateKey } from "@/lib/pki/generate-key";
import { issueServerCertificate } from "@/lib/pki/issue-server-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import { derToPem } from "@/lib/pki/pem";
import { splitHost } from "@/lib/provisioning-key/host";

const LIFETIME_MS = 30 * 86_400_000;
const BACKDATE_MS = 5 * 60_000;
const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

// Every host that stands in a key must keep working after the setting was changed. The index is walked from value to
// value, so a million keys with one host cost one step.
const HOSTS = `
WITH RECURSIVE used(host) AS (
  (SELECT min(host) FROM provisioning_key_secrets)
  UNION ALL
  SELECT (SELECT min(s.host) FROM provisioning_key_secrets s WHERE s.host > used.host) FROM used WHERE used.host IS NOT NULL
)
SELECT t.root_certificate_id AS "rootId", t.enrollment_host AS host FROM tenants t
UNION ALL (SELECT NULL, host FROM used WHERE host IS NOT NULL LIMIT 100)`;

export type ServerIdentity = { key: string; cert: string; names: readonly string[]; renewAt: Date };

type Hosts = { rootId: string | undefined; names: string[] };

/** Out: the Root's id, and every host name the gateway must answer to, in a fixed order. */
async function readHosts(): Promise<Hosts> {
  const { rows } = await pool.query<{ rootId: string | null; host: string | null }>({
    name: "server-hosts",
    text: HOSTS,
    values: [],
  });
  const hosts = [env.ENROLL_PUBLIC_HOST, ...rows.flatMap((row) => row.host ?? [])].map(
    (host) => splitHost(host).hostname,
  );
  const names = [...new Set([...hosts.map((host) => host.replace(/^\[|\]$/g, "")), ...LOOPBACK])];
  return { rootId: rows.find((row) => row.rootId !== null)?.rootId ?? undefined, names };
}

/** In: the names of an identity. Out: whether the gateway must answer to one it does not have. */
export async function isNameMissing(names: readonly string[]): Promise<boolean> {
  return (await readHosts()).names.some((name) => !names.includes(name));
}

/**
 * Makes the gateway's TLS identity: a fresh ECDSA P-256 key that never leaves memory, and a certificate directly under
 * the Root whose SAN holds every host name that provisioning keys carry. Out: PEM for a TLS server, and when to make the
 * next. Throws when the database does not answer or the Root cannot sign.
 */
export async function makeServerIdentity(): Promise<ServerIdentity> {
  const { rootId, names } = await readHosts();
  // Whether the Root may issue to connectors does not matter here: without this certificate no key works at all.
  const root = rootId ? await loadAuthority(rootId) : undefined;
  if (!root || root.notAfter.getTime() <= Date.now()) {
    throw new Error("the Root certificate cannot sign the gateway's certificate");
  }
  const { privateKey, publicKey } = await generateKey("ecdsa-p256");
  const now = Date.now();
  const notAfter = new Date(Math.min(now + LIFETIME_MS, root.notAfter.getTime()));
  const der = issueServerCertificate({
    issuer: root,
    spkiDer: publicKey.export({ type: "spki", format: "der" }),
    dnsNames: names.filter((name) => isIP(name) === 0),
    ipAddresses: names.filter((name) => isIP(name) !== 0),
    serial: newSerial(),
    notBefore: new Date(now - BACKDATE_MS),
    notAfter,
  });
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    // The Root is sent too: a connector compares its public key with the pin in the key string.
    cert: derToPem("CERTIFICATE", der) + root.chainPem,
    names,
    renewAt: new Date(now + (notAfter.getTime() - now) / 2),
  };
}
