import "server-only";
import { AsnConvert } from "@peculiar/asn1-schema";
import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from "@peculiar/asn1-x509";
import { PkiError } from "@/lib/pki/pki-error";

const OID_COMMON_NAME = "2.5.4.3";
const OID_ORGANIZATION = "2.5.4.10";

// ub-common-name and ub-organization-name (RFC 5280 Appendix A.1), in characters.
const UPPER_BOUND = 64;
const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;

/**
 * A DER Name of the common name and, before it, the organization, each a UTF8String in NFC (RFC 5280 §4.1.2.4). Throws
 * PkiError("name_invalid") when one is empty, longer than 64 characters or holds control characters.
 */
export function encodeName(name: { commonName: string; organization?: string | undefined }): Buffer {
  const attributes = [encodeAttribute(OID_COMMON_NAME, "common name", name.commonName)];
  if (name.organization !== undefined) {
    attributes.unshift(encodeAttribute(OID_ORGANIZATION, "organization", name.organization));
  }
  return Buffer.from(AsnConvert.serialize(new Name(attributes)));
}

function encodeAttribute(type: string, what: string, raw: string): RelativeDistinguishedName {
  const text = raw.normalize("NFC");
  const length = [...text].length;
  if (text.trim() === "" || length > UPPER_BOUND || CONTROL_OR_LONE_SURROGATE.test(text)) {
    throw new PkiError(
      "name_invalid",
      `The ${what} must have 1 to ${UPPER_BOUND} characters and no control characters.`,
    );
  }
  const value = new AttributeValue({ utf8String: text });
  return new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })]);
}

/**
 * The last common name of a DER Name, as text for people to read. Undefined when there is none, or none that is plain text of
 * 1 to 64 characters. Throws when the bytes are not a Name.
 */
export function readCommonName(nameDer: Uint8Array): string | undefined {
  const attributes = AsnConvert.parse(nameDer, Name).flatMap((relative) => [...relative]);
  const value = attributes.findLast((attribute) => attribute.type === OID_COMMON_NAME)?.value;
  if (value === undefined || value.anyValue !== undefined) return undefined;
  const text = value.toString();
  const isPlain = text !== "" && [...text].length <= UPPER_BOUND && !CONTROL_OR_LONE_SURROGATE.test(text);
  return isPlain ? text : undefined;
}
