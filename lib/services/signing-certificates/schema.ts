import { z } from "zod";

export const listCertificatesSchema = z.strictObject({
  /** Only certificates that can sign now: private key present, signing allowed, within their validity. */
  usable: z.boolean().default(false),
});

export const CERTIFICATE_EXPIRY_STATES = ["valid", "soon", "very_soon", "expired"] as const;
/** Days before the end from which the page warns, and from which it warns louder. */
export const SOON_DAYS = 30;
export const VERY_SOON_DAYS = 7;

export type CertificateExpiryState = (typeof CERTIFICATE_EXPIRY_STATES)[number];
