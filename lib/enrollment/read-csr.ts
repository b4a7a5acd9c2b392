import "server-only";
import { Refusal } from "@/lib/enrollment/codes";
import { type ParsedCsr, parseCsr } from "@/lib/pki/parse-csr";

/** In: a CSR as it was sent. Out: what is in it, its signature checked. Throws Refusal `csr_invalid`, `csr_key_rejected` or `body_too_large`. */
export function readCsr(text: string): ParsedCsr {
  if (text.includes("\0")) throw new Refusal("csr_invalid", "The CSR has NUL bytes: send it as PEM text.");
  const parsed = parseCsr(text);
  if (parsed.ok) return parsed.csr;
  throw new Refusal(parsed.code, parsed.message);
}
