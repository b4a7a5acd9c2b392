import "server-only";
import { createPublicKey, type KeyObject } from "node:crypto";
import { KeyUsageFlags } from "@peculiar/asn1-x509";
import {
  computeKeyIdentifier,
  encodeAuthorityKeyIdentifier,
  encodeBasicConstraints,
  encodeKeyUsage,
  encodeSubjectKeyIdentifier,
} from "@/lib/pki/encode-extensions";
import { checkPublicKey } from "@/lib/pki/key-policy";
import { encodeName, type SubjectName } from "@/lib/pki/name";
import { PkiError } from "@/lib/pki/pki-error";
import { signCertificate } from "@/lib/pki/sign-certificate";

export type RootInput = SubjectName & {
  privateKey: KeyObject;
  serial: Uint8Array;
  notBefore: Date;
  notAfter: Date;
};

/**
 * Creates a self-signed CA certificate and returns its DER: CA:TRUE without a path length, keyCertSign and cRLSign
 * (RFC 5280 §4.2.1.3, §4.2.1.9). Throws PkiError for a key, name, serial or validity outside the profile.
 */
export function createRoot(input: RootInput): Buffer {
  const publicKey = createPublicKey(input.privateKey);
  const spkiDer = publicKey.export({ format: "der", type: "spki" });
  const verdict = checkPublicKey(spkiDer);
  if (!verdict.ok) throw new PkiError("key_rejected", verdict.message);

  const nameDer = encodeName(input);
  const keyIdentifier = computeKeyIdentifier(spkiDer);
  return signCertificate(
    {
      serial: input.serial,
      subjectDer: nameDer,
      spkiDer,
      notBefore: input.notBefore,
      notAfter: input.notAfter,
      extensions: [
        encodeBasicConstraints({ isCa: true }),
        encodeKeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign),
        encodeSubjectKeyIdentifier(keyIdentifier),
        encodeAuthorityKeyIdentifier(keyIdentifier),
      ],
    },
    { nameDer, privateKey: input.privateKey, publicKey },
  );
}
