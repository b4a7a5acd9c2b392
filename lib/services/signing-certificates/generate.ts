import "server-only";
import { createPrivateKey, randomUUID } from "node:crypto";
import { masterKeys } from "@/lib/crypto/master-key";
import { unseal } from "@/lib/crypto/seal";
import type { Tx } from "@/lib/db";
import { AppError, type FieldErrors } from "@/lib/errors";
import { createIntermediate } from "@/lib/pki/create-intermediate";
import { createRoot } from "@/lib/pki/create-root";
import { generateKey } from "@/lib/pki/generate-key";
import { newSerial } from "@/lib/pki/new-serial";
import type { Issuer } from "@/lib/pki/open-issuer";
import { PkiError } from "@/lib/pki/pki-error";
import { explainUnusableCertificate } from "@/lib/services/provisioning-keys/check-certificate";
import { readClock } from "@/lib/services/provisioning-keys/read-clock";
import { generateCertificateSchema, MAX_LIFETIME_YEARS } from "@/lib/services/signing-certificates/schema";
import { storeCertificate } from "@/lib/services/signing-certificates/store-certificate";
import { crlUrl } from "@/lib/services/tenant/crl-url";
import { getTenant } from "@/lib/services/tenant/get";
import { verb } from "@/lib/services/verb";

/** Connectors whose clock is slow accept a certificate made a moment ago. */
const BACKDATED_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/**
 * Generates a self-signed root, or an intermediate under a parent that can sign; the private key is stored sealed. A new root
 * stands beside the tenant's Root, whose pin provisioning keys carry. In: names, key algorithm, subject, parent, last day.
 * Out: the id. Throws `invalid` and `name_taken` with the field, and what `verb` throws.
 */
export const generateCertificate = verb({
  permission: "certificate.write",
  effect: "write",
  input: generateCertificateSchema,
  run: async ({ input, actor, tx }) => {
    const { name, description, keyAlgorithm, parentId, expiresOn, ...subject } = input;
    // Before anything is locked: an RSA key takes a good part of a second.
    const { privateKey, publicKey } = await generateKey(keyAlgorithm);
    const now = await readClock(tx);
    const parent = parentId === null ? null : await openParent(tx, parentId);
    const notAfter = chooseEnd(expiresOn, now, parent?.notAfter ?? null);
    const content = { ...subject, serial: newSerial(), notBefore: new Date(now.getTime() - BACKDATED_MS), notAfter };
    const { enrollmentHost } = await getTenant(tx);
    try {
      const der =
        parent === null
          ? createRoot({ ...content, privateKey })
          : createIntermediate({ ...content, publicKey, issuer: parent, crlUrl: crlUrl(enrollmentHost, parent.id) });
      const id = randomUUID();
      await storeCertificate(tx, actor, masterKeys(), { id, parentId: parent?.id, name, description, der, privateKey });
      return { id, name };
    } catch (error) {
      if (!(error instanceof PkiError)) throw error;
      throw invalid({ [FIELDS[error.code] ?? "form"]: error.message }, error);
    }
  },
});

const FIELDS: Partial<Record<PkiError["code"], string>> = {
  issuer_path_length: "parentId",
  issuer_not_ca: "parentId",
  issuer_key_mismatch: "parentId",
  name_invalid: "commonName",
  validity_invalid: "expiresOn",
};

type Parent = Issuer & { id: string; notAfter: Date };

async function openParent(tx: Tx, id: string): Promise<Parent> {
  const unusable = await explainUnusableCertificate(tx, id);
  if (unusable !== null) throw invalid({ parentId: unusable });
  const row = await tx.signingCertificate.findUniqueOrThrow({
    where: { id },
    select: { certificate: true, notAfter: true, signingKey: { select: { sealedPrivateKey: true } } },
  });
  if (!row.certificate || !row.notAfter || !row.signingKey) throw invalid({ parentId: "Choose another parent." });
  const pkcs8 = unseal(masterKeys(), "signing-key", id, row.signingKey.sealedPrivateKey);
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  pkcs8.fill(0);
  return { id, notAfter: row.notAfter, certificateDer: row.certificate, privateKey };
}

/** The end of the chosen day; on the parent's last day the parent's own end. */
function chooseEnd(expiresOn: string, now: Date, parentEnd: Date | null): Date {
  const end = new Date(`${expiresOn}T23:59:59.000Z`);
  if (end.getTime() < now.getTime() + DAY_MS) throw invalid({ expiresOn: "Choose a day after tomorrow, or later." });
  if (parentEnd === null) {
    const last = new Date(now);
    last.setUTCFullYear(last.getUTCFullYear() + MAX_LIFETIME_YEARS);
    if (end > last) throw invalid({ expiresOn: `A root may be valid for at most ${MAX_LIFETIME_YEARS} years.` });
    return end;
  }
  const lastDay = parentEnd.toISOString().slice(0, 10);
  if (expiresOn > lastDay)
    throw invalid({ expiresOn: `The parent ends on ${lastDay}: choose that day or an earlier one.` });
  return end < parentEnd ? end : parentEnd;
}

function invalid(fields: FieldErrors, cause?: unknown): AppError {
  return new AppError("invalid", "Some of the input is not valid.", { fields, cause });
}
