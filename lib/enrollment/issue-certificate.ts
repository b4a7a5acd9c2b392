import "server-only";
import { createHash } from "node:crypto";
import { Refusal } from "@/lib/enrollment/codes";
import type { Issuer } from "@/lib/enrollment/issuer";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { issueConnectorCertificate } from "@/lib/pki/issue-connector-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import { PkiError } from "@/lib/pki/pki-error";
import { crlUrl } from "@/lib/services/tenant/crl-url";

/** Clocks of connectors may be behind: a certificate is valid from a little before it was issued. */
const BACKDATE_MS = 5 * 60_000;
/** A certificate of a short life is backdated by a small part of it, so that it is not due for renewal when it is made. */
const BACKDATE_SHARE = 1 / 20;
const DAY_MS = 86_400_000;

/** What the server decides about a certificate besides its key; times are the database's. */
export type Profile = {
  now: Date;
  tenantId: string;
  enrollmentHost: string | null;
  certificateLifetimeDays: number;
};

export type IssuedCertificate = {
  /** Lower-case hex, 32 digits. */
  serial: string;
  issuerId: string;
  der: Buffer;
  fingerprintSha256: Buffer;
  notBefore: Date;
  notAfter: Date;
};

/**
 * Signs a connector's certificate for a public key from a checked CSR. Nothing is stored. In: profile, DER SPKI, issuer,
 * connector id. Out: the certificate. Throws Refusal `csr_key_rejected` or `signing_certificate_unusable`.
 */
export function issueCertificate(
  profile: Profile,
  spkiDer: Uint8Array,
  issuer: Issuer,
  connectorId: string,
): IssuedCertificate {
  try {
    return sign(profile, spkiDer, issuer, connectorId);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    if (error.code === "key_rejected") throw new Refusal("csr_key_rejected", error.message, { cause: error });
    log.error({ signingCertificateId: issuer.id, err: error }, "a signing certificate cannot sign");
    throw refuseUnusable();
  }
}

function sign(profile: Profile, spkiDer: Uint8Array, issuer: Issuer, connectorId: string): IssuedCertificate {
  const now = profile.now.getTime();
  const lifetime = env.CONNECTOR_CERTIFICATE_SECONDS
    ? env.CONNECTOR_CERTIFICATE_SECONDS * 1000
    : profile.certificateLifetimeDays * DAY_MS;
  const serial = newSerial();
  const notBefore = wholeSeconds(now - Math.min(BACKDATE_MS, lifetime * BACKDATE_SHARE));
  const notAfter = wholeSeconds(Math.min(now + lifetime, issuer.notAfter.getTime()));
  const der = issueConnectorCertificate({
    issuer: { certificateDer: issuer.certificateDer, privateKey: issuer.privateKey },
    spkiDer,
    connectorId,
    tenantId: profile.tenantId,
    serial,
    notBefore,
    notAfter,
    crlUrl: crlUrl(profile.enrollmentHost ?? env.ENROLL_PUBLIC_HOST, issuer.id),
  });
  const fingerprintSha256 = createHash("sha256").update(der).digest();
  return { serial: serial.toString("hex"), issuerId: issuer.id, der, fingerprintSha256, notBefore, notAfter };
}

/** Out: the refusal of a request whose signing certificate cannot sign. */
export function refuseUnusable(): Refusal {
  return new Refusal(
    "signing_certificate_unusable",
    "The key's signing certificate cannot sign. Choose another one for the key in the portal.",
  );
}

/** When a connector should renew: at two thirds of its certificate's life. */
export function computeRenewAfter({ notBefore, notAfter }: { notBefore: Date; notAfter: Date }): Date {
  return wholeSeconds(notBefore.getTime() + ((notAfter.getTime() - notBefore.getTime()) * 2) / 3);
}

function wholeSeconds(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 1000) * 1000);
}
