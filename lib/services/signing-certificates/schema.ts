import { z } from "zod";
import { nameSchema } from "@/lib/services/name/schema";

export const listCertificatesSchema = z.strictObject({
  /** Only certificates that can sign now: private key present, signing allowed, within their validity. */
  usable: z.boolean().default(false),
});

export const listCertificateChoicesSchema = z.strictObject({});

export const CERTIFICATE_EXPIRY_STATES = ["valid", "soon", "very_soon", "expired"] as const;
/** Days before the end from which the page warns, and from which it warns louder. */
export const SOON_DAYS = 30;
export const VERY_SOON_DAYS = 7;

export type CertificateExpiryState = (typeof CERTIFICATE_EXPIRY_STATES)[number];

export const CERTIFICATE_KEY_ALGORITHMS = ["ecdsa-p256", "ecdsa-p384", "rsa-3072"] as const;
export type CertificateKeyAlgorithm = (typeof CERTIFICATE_KEY_ALGORITHMS)[number];

/** A bound on the lifetime of a root; everything else ends with what is above it. */
export const MAX_LIFETIME_YEARS = 30;
export const DESCRIPTION_MAX_LENGTH = 1_000;
export const MAX_PEM_LENGTH = 128 * 1024;

const UPPER_BOUND = 64;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const descriptionSchema = z
  .string()
  .trim()
  .max(DESCRIPTION_MAX_LENGTH, `Use at most ${DESCRIPTION_MAX_LENGTH} characters.`)
  .default("");

const attribute = z
  .string()
  .transform((value) => value.trim().normalize("NFC"))
  .refine((value) => [...value].length <= UPPER_BOUND, `Use at most ${UPPER_BOUND} characters.`)
  .refine((value) => !UNSEEN.test(value), "Remove the invisible or control characters.");

const optionalAttribute = attribute.transform((value) => (value === "" ? undefined : value)).optional();

/** The subject of a certificate: only the common name must be given. */
const subject = {
  commonName: attribute.refine((value) => value !== "", "Enter a common name."),
  organization: optionalAttribute,
  organizationalUnit: optionalAttribute,
  locality: optionalAttribute,
  state: optionalAttribute,
  country: z
    .string()
    .transform((value) => value.trim().toUpperCase())
    .refine((value) => /^([A-Z]{2})?$/.test(value), "Use the two letters of the country, such as DE.")
    .transform((value) => (value === "" ? undefined : value))
    .optional(),
};

const common = {
  name: nameSchema,
  description: descriptionSchema,
  keyAlgorithm: z.enum(CERTIFICATE_KEY_ALGORITHMS, { error: "Choose a key algorithm." }),
  ...subject,
};

export const generateCertificateSchema = z.strictObject({
  ...common,
  /** null makes a self-signed root. */
  parentId: z.uuid("Choose a parent.").nullable(),
  /** The last day, UTC. */
  expiresOn: z.iso.date("Enter a date."),
});

export const requestCertificateSchema = z.strictObject(common);

const versioned = { id: z.uuid(), version: z.int().positive() };

export const updateCertificateSchema = z.strictObject({
  ...versioned,
  name: nameSchema,
  description: descriptionSchema,
  signingAllowed: z.boolean(),
});

/** What a `conflict` of an edit says besides its message. */
export const certificateConflictSchema = z.object({
  current: z.object({
    version: z.int().positive(),
    name: z.string(),
    description: z.string(),
    signingAllowed: z.boolean(),
  }),
});

export const removeCertificateSchema = z.strictObject(versioned);

export const getCertificateSchema = z.strictObject({ id: z.uuid() });

export const getCertificatesSchema = z.strictObject({ ids: z.array(z.uuid()).max(500) });

export const CERTIFICATE_FILES = ["certificate", "chain", "csr"] as const;
export const downloadCertificateSchema = z.strictObject({ id: z.uuid(), file: z.enum(CERTIFICATE_FILES) });

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----/g;

/** What is wrong with a text that should hold certificates in PEM, as far as the text itself shows it. */
function explainPem(text: string): string | null {
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) {
    return "This holds a private key. It was not stored. Latchkey made its own key: upload certificates only, and treat that private key as exposed.";
  }
  if (text.includes("\0") || /^0[\u0080-\u0084\uFFFD]/.test(text)) {
    return "This is a binary file (DER or PKCS#12), not PEM. Convert it first: openssl x509 -inform der -in FILE -out FILE.pem";
  }
  const labels = [...text.matchAll(BLOCK)].map((match) => match[1]);
  if (labels.length === 0) {
    return "This is not PEM: there is no line -----BEGIN CERTIFICATE-----. Choose the file with the signed certificate and its chain.";
  }
  if (labels.some((label) => label?.endsWith("CERTIFICATE REQUEST"))) {
    return "This is a CSR, not a certificate. Have it signed by your CA and upload what comes back.";
  }
  if (labels.includes("PKCS7") || labels.includes("CMS")) {
    return "This is a PKCS#7 bundle. Convert it first: openssl pkcs7 -print_certs -in FILE -out FILE.pem";
  }
  const other = labels.find((label) => label !== "CERTIFICATE");
  return other === undefined ? null : `This holds a PEM block "${other}". Upload certificates only.`;
}

export const uploadCertificateSchema = z.strictObject({
  ...versioned,
  /** The signed certificate first, then each issuer, up to the root. */
  pem: z
    .string({ error: "Paste the certificate and its chain, or choose a file." })
    .max(MAX_PEM_LENGTH, "This is too large for a certificate chain.")
    .superRefine((value, context) => {
      const message =
        value.trim() === "" ? "Paste the certificate and its chain, or choose a file." : explainPem(value);
      if (message !== null) context.addIssue({ code: "custom", message });
    }),
});

export type GenerateCertificateInput = z.input<typeof generateCertificateSchema>;
export type RequestCertificateInput = z.input<typeof requestCertificateSchema>;
export type UpdateCertificateInput = z.input<typeof updateCertificateSchema>;
export type UploadCertificateInput = z.input<typeof uploadCertificateSchema>;
