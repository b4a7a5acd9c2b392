import "server-only";
import { AsnConvert } from "@peculiar/asn1-schema";
import { type GeneralName, Name } from "@peculiar/asn1-x509";

/** One attribute of a name: "CN", "O", … or an object identifier, and its text. */
export type NameAttribute = { type: string; value: string };

// As `openssl x509` writes them.
const SHORT_NAMES: Record<string, string> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "title",
  "2.5.4.17": "postalCode",
  "2.5.4.42": "GN",
  "2.5.4.97": "organizationIdentifier",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
};

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** In: text of a foreign certificate. Out: the same with control and direction characters replaced, so that it reads as it is. */
export function showPlain(text: string): string {
  return text.replace(UNSEEN, "\uFFFD");
}

/** The attributes of a DER Name in its own order. Throws when the bytes are not a Name. */
export function readNameAttributes(nameDer: Uint8Array): NameAttribute[] {
  return listAttributes(AsnConvert.parse(nameDer, Name));
}

/** In: attributes. Out: "O = Halden, CN = Halden Root", as `openssl x509 -nameopt oneline` writes it. */
export function joinAttributes(attributes: readonly NameAttribute[]): string {
  return attributes.map(({ type, value }) => `${type} = ${value}`).join(", ");
}

/** One name of a SubjectAltName, distribution point or constraint as text: "URI:https://…", "DNS:…". */
export function formatGeneralName(name: GeneralName): string {
  if (name.uniformResourceIdentifier !== undefined) return `URI:${showPlain(name.uniformResourceIdentifier)}`;
  if (name.dNSName !== undefined) return `DNS:${showPlain(name.dNSName)}`;
  if (name.rfc822Name !== undefined) return `email:${showPlain(name.rfc822Name)}`;
  if (name.iPAddress !== undefined) return `IP Address:${name.iPAddress}`;
  if (name.directoryName !== undefined) return `DirName:${joinAttributes(listAttributes(name.directoryName))}`;
  if (name.registeredID !== undefined) return `Registered ID:${name.registeredID}`;
  return name.otherName === undefined ? "another kind of name" : `othername:${name.otherName.typeId}`;
}

function listAttributes(name: Name): NameAttribute[] {
  return name.flatMap((relative) =>
    relative.map(({ type, value }) => {
      const text = value.anyValue === undefined ? showPlain(value.toString()) : "(not text)";
      return { type: SHORT_NAMES[type] ?? type, value: text };
    }),
  );
}
