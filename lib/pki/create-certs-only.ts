import "server-only";
import { DER_TAG, encodeElement } from "@/lib/pki/der";

/** OBJECT IDENTIFIERs 1.2.840.113549.1.7.1 (data) and .2 (signedData), RFC 5652 section 4 and 5.1. */
const DATA = encodeElement(DER_TAG.oid, Buffer.from("2a864886f70d010701", "hex"));
const SIGNED_DATA = encodeElement(DER_TAG.oid, Buffer.from("2a864886f70d010702", "hex"));
const VERSION_1 = encodeElement(DER_TAG.integer, Buffer.from([1]));
const EXPLICIT_CONTENT = 0xa0;
const IMPLICIT_CERTIFICATES = 0xa0;
const EMPTY_SET = encodeElement(DER_TAG.set);

/**
 * A "certs-only" CMS SignedData: certificates without content and without signer (RFC 5272 section 4.1, RFC 7030 section 4.1.3).
 * In: certificates, DER. Out: DER of the ContentInfo.
 */
export function createCertsOnly(certificates: readonly Uint8Array[]): Buffer {
  const signedData = encodeElement(
    DER_TAG.sequence,
    VERSION_1,
    EMPTY_SET,
    encodeElement(DER_TAG.sequence, DATA),
    // A SET OF in DER is sorted by its encodings (X.690 section 11.6).
    encodeElement(IMPLICIT_CERTIFICATES, ...[...certificates].sort(Buffer.compare)),
    EMPTY_SET,
  );
  return encodeElement(DER_TAG.sequence, SIGNED_DATA, encodeElement(EXPLICIT_CONTENT, signedData));
}
