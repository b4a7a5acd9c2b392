import "server-only";

/** One DER element by its offsets in the buffer it was read from; `end` is exclusive. */
export type DerElement = { tag: number; start: number; contentStart: number; end: number };

export const DER_TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const;

// An ordinary CSR or certificate is 8 levels deep and has under 100 elements; extension values are octet strings, not walked.
const MAX_DEPTH = 16;
const MAX_ELEMENTS = 500;

const UNIVERSAL_TYPES_BUILT_OF_PARTS = new Set([0x10, 0x11]);

/**
 * Reads the element at `offset`, which must end at or before `limit`. Returns undefined unless its header is DER: single-byte
 * tag, definite length in the fewest octets (X.690 §10.1), primitive strings (§10.2), minimal integers (§8.3.2).
 */
function readElement(bytes: Uint8Array, offset: number, limit: number): DerElement | undefined {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || offset + 2 > limit || (tag & 0x1f) === 0x1f || tag === 0)
    return undefined;

  let contentStart = offset + 2;
  let length = first;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 3) return undefined;
    length = 0;
    for (let index = 0; index < octets; index += 1) length = length * 256 + (bytes[contentStart + index] ?? 0);
    contentStart += octets;
    if (length < 0x80 || length < 256 ** (octets - 1)) return undefined;
  }
  const end = contentStart + length;
  if (end > limit) return undefined;

  const isUniversal = (tag & 0xc0) === 0;
  const isConstructed = (tag & 0x20) !== 0;
  if (isUniversal && isConstructed !== UNIVERSAL_TYPES_BUILT_OF_PARTS.has(tag & 0x1f)) return undefined;
  if (tag === DER_TAG.integer && !isMinimalInteger(bytes, contentStart, length)) return undefined;
  return { tag, start: offset, contentStart, end };
}

function isMinimalInteger(bytes: Uint8Array, start: number, length: number): boolean {
  if (length === 0) return false;
  if (length === 1) return true;
  const first = bytes[start] ?? 0;
  const second = bytes[start + 1] ?? 0;
  return !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80);
}

/**
 * Reads the single element that fills `bytes` exactly and checks every element inside it, in time linear in the input and
 * with bounded recursion. Returns undefined for anything that is not DER, is cut short, has bytes after its end, or nests
 * deeper or holds more elements than any certificate or CSR needs. Run before a general ASN.1 parser sees foreign bytes.
 */
export function readDer(bytes: Uint8Array): DerElement | undefined {
  const root = readElement(bytes, 0, bytes.length);
  if (root === undefined || root.end !== bytes.length) return undefined;
  return countElements(bytes, root, 1) > MAX_ELEMENTS ? undefined : root;
}

/** The number of elements in `element`, itself included; more than MAX_ELEMENTS when the limit, depth or form is violated. */
function countElements(bytes: Uint8Array, element: DerElement, depth: number): number {
  if ((element.tag & 0x20) === 0) return 1;
  if (depth >= MAX_DEPTH) return MAX_ELEMENTS + 1;
  let count = 1;
  let offset = element.contentStart;
  while (offset < element.end) {
    const child = readElement(bytes, offset, element.end);
    if (child === undefined) return MAX_ELEMENTS + 1;
    count += countElements(bytes, child, depth + 1);
    if (count > MAX_ELEMENTS) return count;
    offset = child.end;
  }
  return count;
}

/** The direct children of a constructed element that `readDer` accepted. */
export function readChildren(bytes: Uint8Array, parent: DerElement): DerElement[] {
  const children: DerElement[] = [];
  let offset = parent.contentStart;
  while (offset < parent.end) {
    const child = readElement(bytes, offset, parent.end);
    if (child === undefined) break;
    children.push(child);
    offset = child.end;
  }
  return children;
}

/** The element's bytes, header included, as a view (no copy). */
export function sliceElement(bytes: Uint8Array, element: DerElement): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset + element.start, element.end - element.start);
}

/** The element's content octets as a view (no copy). */
export function sliceContent(bytes: Uint8Array, element: DerElement): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset + element.contentStart, element.end - element.contentStart);
}

/** One element from a tag and the parts of its content, in DER. */
export function encodeElement(tag: number, ...parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([encodeHeader(tag, length), ...parts]);
}

function encodeHeader(tag: number, length: number): Buffer {
  if (length < 0x80) return Buffer.from([tag, length]);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.from([tag, 0x80 | octets.length, ...octets]);
}

/** A non-negative INTEGER. */
export function encodeUnsignedInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const magnitude = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  const needsSignOctet = (magnitude[0] ?? 0) >= 0x80;
  return encodeElement(DER_TAG.integer, ...(needsSignOctet ? [Buffer.from([0])] : []), magnitude);
}

/** A BIT STRING of whole octets. */
export function encodeBitString(octets: Uint8Array): Buffer {
  return encodeElement(DER_TAG.bitString, Buffer.from([0]), octets);
}
