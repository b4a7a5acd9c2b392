import { z } from "zod";

export const NAME_MAX_LENGTH = 240;
export const SHOWN_NAME_MAX_LENGTH = 120;

/** A few characters unfold to eighteen under NFKC; an index row of PostgreSQL holds about 2,700 bytes, with other columns beside. */
const KEY_MAX_BYTES = 1_200;

const ALLOWED = /^[\p{L}\p{M}\p{N} ._-]+$/u;
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * A name of a key, group or certificate: trimmed, NFC, 1 to 240 characters (code points); letters, marks and digits of
 * any script, spaces, full stop, hyphen, underscore. Control, format and direction characters are refused, so that a
 * name reads the same to everybody.
 */
export const nameSchema = z
  .string({ error: "Enter a name." })
  .transform((value) => value.trim().normalize("NFC"))
  .superRefine((value, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    if (value.length === 0) return refuse("Enter a name.");
    if ([...value].length > NAME_MAX_LENGTH) return refuse(`Use at most ${NAME_MAX_LENGTH} characters.`);
    if (UNSEEN.test(value)) return refuse("Remove the invisible or control characters.");
    if (!ALLOWED.test(value)) return refuse("Use letters, digits, spaces, full stops, hyphens and underscores only.");
    if (new TextEncoder().encode(nameKey(value)).length > KEY_MAX_BYTES) {
      return refuse("Use a shorter name: some of its characters stand for many.");
    }
  });

const SHOWN = /^[\p{L}\p{M}\p{N} .,_&()'’/-]+$/u;

/**
 * A name that is only shown, of a person or of the tenant: as a name, and also apostrophes, commas, brackets, `&` and `/`,
 * which people and companies have in theirs.
 */
export const shownNameSchema = z
  .string({ error: "Enter a name." })
  .transform((value) => value.trim().normalize("NFC"))
  .superRefine((value, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    if (value.length === 0) return refuse("Enter a name.");
    if ([...value].length > SHOWN_NAME_MAX_LENGTH) return refuse(`Use at most ${SHOWN_NAME_MAX_LENGTH} characters.`);
    if (UNSEEN.test(value)) return refuse("Remove the invisible or control characters.");
    if (!SHOWN.test(value)) return refuse("Use letters, digits, spaces and . , - _ ' & ( ) / only.");
  });

/** In: a valid name. Out: the form that must be unique: NFKC with case folded, so that look-alikes collide. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}
