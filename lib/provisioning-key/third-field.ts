import { decodeCanonicalBase64 } from "./base64";
import { digestSecret } from "./digest";
import { DATA_LENGTH, KEY_VERSION, SECRET_ID_LENGTH, SECRET_LENGTH } from "./layout";

/**
 * Reads the third field of a key given alone, as EST clients with short passwords send it. The check cannot be looked at without the
 * host, so what comes out only serves to find the host; the whole key must then be parsed.
 * In: text. Out: the digest of its secret, or undefined when it is not of the form of a third field.
 */
export function digestThirdField(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = decodeCanonicalBase64(text);
  if (bytes?.length !== DATA_LENGTH || bytes[0] !== KEY_VERSION) return undefined;
  return digestSecret(bytes.slice(1 + SECRET_ID_LENGTH, 1 + SECRET_ID_LENGTH + SECRET_LENGTH));
}
