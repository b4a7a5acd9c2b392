import "server-only";
import { AsnConvert } from "@peculiar/asn1-schema";
import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from "@peculiar/asn1-x509";
import { PkiError } from "@/lib/pki/pki-error";

const OID_COMMON_NAME = "2.5.4.3";

// ub-common-name and its like (RFC 5280 Appendix A.1), in characters; a state or place may have 128, which nobody has.
const UPPER_BOUND = 64;
const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;
const COUNTRY = /^[A-Z]{2}$/;

/** A subject's attributes. The country is two capital letters, every other one 1 to 64 characters. */
export type SubjectName = {
  commonName: string;
  organization?: string | undefined;
  organizationalUnit?: string | undefined;
  locality?: string | undefined;
  state?: string | undefined;
  country?: string | undefined;
};

/** From the broadest to the narrowest, as names are written (X.501): the common name last. */
const ATTRIBUTES = [
  ["country", "2.5.4.6", "country"],
  ["state", "2.5.4.8", "state or province"],
  ["locality", "2.5.4.7", "locality"],
  ["organization", "2.5.4.10", "organization"],
  ["organizationalUnit", "2.5.4.11", "organizational unit"],
  ["commonName", OID_COMMON_NAME, "common name"],
] as const satisfies readonly (readonly [keyof SubjectName, string, string])[];

/**
 * A DER Name of the given attributes, each a UTF8String in NFC, the country a PrintableString (RFC 5280 §4.1.2.4). Throws
 * PkiError("name_invalid") when one is empty, longer than 64 characters or holds control characters.
 */
export function encodeName(name: SubjectName): Buffer {
  const attributes = ATTRIBUTES.flatMap(([field, type, what]) => {
    const value = name[field];
    return value === undefined ? [] : [encodeAttribute(type, what, value)];
  });
  return Buffer.from(AsnConvert.serialize(new Name(attributes)));
}

function encodeAttribute(type: string, what: string, raw: string): RelativeDistinguishedName {
  const text = raw.normalize("NFC");
  const isCountry = what === "country";
  if (isCountry && !COUNTRY.test(text)) throw new PkiError("name_invalid", "The country must be two capital letters.");
  const length = [...text].length;
  if (text.trim() === "" || length > UPPER_BOUND || CONTROL_OR_LONE_SURROGATE.test(text)) {
    throw new PkiError(
      "name_invalid",
      `The ${what} must have 1 to ${UPPER_BOUND} characters and no control characters.`,
    );
  }
  const value = new AttributeValue(isCountry ? { printableString: text } : { utf8String: text });
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
