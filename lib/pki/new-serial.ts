import "server-only";
import { randomBytes, randomInt } from "node:crypto";
import { DER_TAG, encodeElement } from "@/lib/pki/der";
import { PkiError } from "@/lib/pki/pki-error";

const SERIAL_LENGTH = 16;

/**
 * A random serial number of always 16 octets: the first is 1 to 127, so that the DER INTEGER is positive and of constant length, the
 * others are free (RFC 5280 §4.1.2.2 allows 20 octets; 126 random bits exceed the 64 that public CAs must have).
 */
export function newSerial(): Buffer {
  const serial = randomBytes(SERIAL_LENGTH);
  serial[0] = randomInt(1, 128);
  return serial;
}

/** A serial number as DER INTEGER. Throws PkiError("serial_invalid") unless it is 1 to 20 octets, positive and minimal. */
export function encodeSerial(serial: Uint8Array): Buffer {
  const first = serial[0] ?? 0;
  const isMinimal = first > 0 || (serial.length > 1 && (serial[1] ?? 0) >= 0x80);
  if (serial.length > 20 || first >= 0x80 || !isMinimal) {
    throw new PkiError("serial_invalid", "A serial number must be a positive integer of at most 20 octets.");
  }
  return encodeElement(DER_TAG.integer, serial);
}
