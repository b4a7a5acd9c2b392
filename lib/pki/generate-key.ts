import "server-only";
import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

export const KEY_ALGORITHMS = ["ecdsa-p256", "ecdsa-p384", "rsa-3072"] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];
export type KeyPair = { privateKey: KeyObject; publicKey: KeyObject };

const generate = promisify(generateKeyPair);

/**
 * A new key pair for a CA or the gateway, made off the main thread (an RSA key takes a good part of a second). RSA starts at 3072 bits:
 * 128 bits of strength, as P-256 has (NIST SP 800-57 Part 1, Table 2).
 */
export function generateKey(algorithm: KeyAlgorithm): Promise<KeyPair> {
  switch (algorithm) {
    case "ecdsa-p256":
      return generate("ec", { namedCurve: "P-256" });
    case "ecdsa-p384":
      return generate("ec", { namedCurve: "P-384" });
    case "rsa-3072":
      return generate("rsa", { modulusLength: 3072, publicExponent: 65537 });
  }
}
