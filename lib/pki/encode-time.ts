import "server-only";
import { DER_TAG, encodeElement } from "@/lib/pki/der";
import { PkiError } from "@/lib/pki/pki-error";

const TAG_UTC_TIME = 0x17;
const TAG_GENERALIZED_TIME = 0x18;

/**
 * A DER Time in UTC to the second: UTCTime for 1950 to 2049, GeneralizedTime from 2050 to 9999 (RFC 5280 §4.1.2.5). Fractions of a
 * second are dropped. Throws PkiError("validity_invalid") outside that range.
 */
export function encodeTime(date: Date): Buffer {
  const year = date.getUTCFullYear();
  if (!(year >= 1950 && year <= 9999))
    throw new PkiError("validity_invalid", "A date must lie in the years 1950 to 9999.");
  const digits = date.toISOString().slice(0, 19).replace(/[-T:]/g, "");
  return year < 2050
    ? encodeElement(TAG_UTC_TIME, Buffer.from(`${digits.slice(2)}Z`, "latin1"))
    : encodeElement(TAG_GENERALIZED_TIME, Buffer.from(`${digits}Z`, "latin1"));
}

/** A DER Validity (RFC 5280 §4.1.2.5). Throws PkiError("validity_invalid") unless the end is after the start. */
export function encodeValidity(notBefore: Date, notAfter: Date): Buffer {
  if (!(notBefore.getTime() < notAfter.getTime())) {
    throw new PkiError("validity_invalid", "The validity must end after it begins.");
  }
  return encodeElement(DER_TAG.sequence, encodeTime(notBefore), encodeTime(notAfter));
}
