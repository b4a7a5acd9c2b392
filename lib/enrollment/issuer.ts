import "server-only";
import { createPrivateKey, type KeyObject } from "node:crypto";
import { masterKeys } from "@/lib/crypto/master-key";
import { unseal } from "@/lib/crypto/seal";
import { pool } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";

/** A signing certificate with its private key and the certificates above it up to the Root. */
export type Issuer = {
  id: string;
  certificateDer: Buffer;
  privateKey: KeyObject;
  notAfter: Date;
  /** The certificate itself first, the Root last. */
  chainPem: string;
  /** Whether it may issue certificates. Its CRL is signed and its chain handed out all the same. */
  mayIssue: boolean;
};

type Row = {
  certificate: Buffer;
  notAfter: Date;
  uploadedChain: string | null;
  signingAllowed: boolean;
  expired: boolean;
  sealedKey: Buffer | null;
};

const CHAIN = `
WITH RECURSIVE chain AS (
  SELECT c.*, 0 AS depth FROM signing_certificates c WHERE c.id = $1
  UNION ALL
  SELECT p.*, chain.depth + 1 FROM signing_certificates p JOIN chain ON p.id = chain.parent_id WHERE chain.depth < 8
)
SELECT chain.certificate, chain.not_after AS "notAfter", chain.uploaded_chain AS "uploadedChain",
       chain.signing_allowed AS "signingAllowed", chain.not_after <= now() AS expired,
       CASE WHEN depth = 0 THEN k.sealed_private_key END AS "sealedKey"
  FROM chain LEFT JOIN signing_keys k ON k.signing_certificate_id = chain.id
 ORDER BY depth`;

/** How long a loaded issuer is used before its row is read again: bounds how long a withdrawn permission to sign lingers. */
const FRESH_MS = 5_000;
const cache = new Map<string, { readAt: number; issuer: Issuer | undefined }>();

/**
 * In: id of a signing certificate. Out: the issuer, or undefined when it cannot issue certificates: signing not allowed,
 * expired, or what `loadAuthority` says.
 */
export async function loadIssuer(id: string): Promise<Issuer | undefined> {
  const authority = await loadAuthority(id);
  return authority?.mayIssue ? authority : undefined;
}

const CAN_ISSUE = `
SELECT c.certificate IS NOT NULL AND c.signing_allowed AND c.not_after > now()
       AND EXISTS (SELECT FROM signing_keys k WHERE k.signing_certificate_id = c.id) AS "canIssue"
  FROM signing_certificates c WHERE c.id = $1`;

/** In: id of a signing certificate. Out: whether \`loadIssuer\` finds one that can issue, without opening its private key. */
export async function canIssue(id: string): Promise<boolean> {
  const { rows } = await pool.query<{ canIssue: boolean }>({ name: "can-issue", text: CAN_ISSUE, values: [id] });
  return rows[0]?.canIssue ?? false;
}

/**
 * In: id of a signing certificate. Out: the same for one that may not issue any more, or undefined when it has no private
 * key or is not yet signed itself. The private key is decrypted into a KeyObject and kept in memory.
 */
export async function loadAuthority(id: string): Promise<Issuer | undefined> {
  const cached = cache.get(id);
  const fresh = cached !== undefined && performance.now() - cached.readAt < FRESH_MS;
  const issuer = fresh ? cached.issuer : await readIssuer(id);
  if (!fresh) cache.set(id, { readAt: performance.now(), issuer });
  return issuer;
}

async function readIssuer(id: string): Promise<Issuer | undefined> {
  const { rows } = await pool.query<Row>({ name: "issuer-chain", text: CHAIN, values: [id] });
  const [own] = rows;
  if (!own?.certificate || !own.sealedKey) return undefined;
  const pkcs8 = unseal(masterKeys(), "signing-key", id, own.sealedKey);
  const above = rows.map((row) => derToPem("CERTIFICATE", row.certificate));
  return {
    id,
    certificateDer: own.certificate,
    privateKey: createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }),
    notAfter: own.notAfter,
    mayIssue: own.signingAllowed && !own.expired,
    chainPem: [...above, rows.at(-1)?.uploadedChain ?? ""].join(""),
  };
}
