import "server-only";
import { PkiError } from "@/lib/pki/pki-error";

export type PemBlock = { label: string; der: Buffer };

const BEGIN = "-----BEGIN ";
const DASHES = "-----";
const LABEL = /^[A-Z0-9][A-Z0-9 ]{0,62}$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const BASE64_LINE = /.{1,64}/g;

/** One PEM block in the strict form of RFC 7468 §3: 64 characters a line, LF, LF at the end. */
export function derToPem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der.buffer, der.byteOffset, der.length).toString("base64").match(BASE64_LINE) ?? [];
  return `${BEGIN}${label}${DASHES}\n${lines.join("\n")}\n-----END ${label}${DASHES}\n`;
}

/** Canonical base64 (padding present, unused bits zero), white space ignored. Undefined when it is anything else or empty. */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replace(/[ \t\r\n]+/g, "");
  if (compact.length % 4 !== 0 || !BASE64.test(compact)) return undefined;
  const bytes = Buffer.from(compact, "base64");
  return bytes.toString("base64") === compact ? bytes : undefined;
}

/**
 * All PEM blocks of a text, in order. Text before and between blocks is explanatory and skipped (RFC 7468 §2), encapsulated
 * headers are refused. Throws PkiError("pem_invalid") when there is no block, or one that is cut short or not base64.
 */
export function readPemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let position = text.indexOf(BEGIN);
  while (position !== -1) {
    const labelEnd = text.indexOf(DASHES, position + BEGIN.length);
    const label = labelEnd === -1 ? "" : text.slice(position + BEGIN.length, labelEnd);
    if (!LABEL.test(label)) throw new PkiError("pem_invalid", "A PEM block has a damaged BEGIN line.");
    const endLine = `-----END ${label}${DASHES}`;
    const endPosition = text.indexOf(endLine, labelEnd);
    if (endPosition === -1) throw new PkiError("pem_invalid", `The PEM block "${label}" has no END line.`);
    const der = decodeBase64(text.slice(labelEnd + DASHES.length, endPosition));
    if (der === undefined) throw new PkiError("pem_invalid", `The PEM block "${label}" is not valid base64.`);
    blocks.push({ label, der });
    position = text.indexOf(BEGIN, endPosition + endLine.length);
  }
  if (blocks.length === 0) throw new PkiError("pem_invalid", "No PEM block was found.");
  return blocks;
}

/**
 * The DER of the one PEM block in `text`, whatever its label unless one is asked for. Throws PkiError("pem_invalid") for none,
 * several, or a different label.
 */
export function pemToDer(text: string, label?: string): Buffer {
  const [block, ...others] = readPemBlocks(text);
  if (block === undefined || others.length > 0) throw new PkiError("pem_invalid", "Exactly one PEM block is expected.");
  if (label !== undefined && block.label !== label) {
    throw new PkiError("pem_invalid", `A PEM block "${label}" is expected, not "${block.label}".`);
  }
  return block.der;
}
