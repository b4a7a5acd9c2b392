import { z } from "zod";
import { nameKey, shownNameSchema } from "@/lib/services/name/schema";

/** A person's password when it is the only factor (NIST SP 800-63B-4, 3.1.1.1); counted in code points. */
export const PASSWORD_MIN_LENGTH = 15;
export const PASSWORD_MAX_LENGTH = 256;

/** A session ends when it was not used for 12 hours, and 7 days after sign-in whatever happens. */
export const SESSION_IDLE_SECONDS = 12 * 60 * 60;
export const SESSION_ABSOLUTE_SECONDS = 7 * 24 * 60 * 60;

/** Browsers keep a `__Host-` cookie only when it is Secure, for this very host and for the path "/". */
export const SESSION_COOKIE = { secure: "__Host-latchkey.session", plain: "latchkey.session" } as const;

/** In: the public URL of the portal. Out: the name of its session cookie. */
export function nameSessionCookie(appUrl: string): string {
  return appUrl.startsWith("https:") ? SESSION_COOKIE.secure : SESSION_COOKIE.plain;
}

/** An email address; normalised first, so that what was checked is what is stored. */
export const emailSchema = z
  .string({ error: "Enter an email address." })
  .transform((value) => value.trim().normalize("NFC"))
  .pipe(z.email({ error: "Enter an email address like name@example.com." }).max(254, "Use at most 254 characters."));

/** In: a valid email address. Out: its unique form, the same for every way of writing it. */
export function emailKey(email: string): string {
  return nameKey(email);
}

const RUNS = ["0123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"];
const COMMON = ["latchkey", "password", "passphrase", "administrator", "admin", "letmein", "welcome", "changeme"];

/** Why a password is too easy, whoever it belongs to; undefined when it is not. */
function findWeakness(password: string): string | undefined {
  const folded = password.normalize("NFKC").toLowerCase();
  if (/^(.{1,4})\1*$/su.test(folded)) return "Do not repeat the same few characters.";
  if (RUNS.some((run) => run.includes(folded) || [...run].reverse().join("").includes(folded))) {
    return "Do not use a run of the keyboard or the alphabet.";
  }
  const rest = COMMON.reduce((left, word) => left.replaceAll(word, ""), folded).replace(/[\d\W_]/gu, "");
  return rest.length === 0 && /\p{L}/u.test(folded) ? "Do not build it from words everybody tries first." : undefined;
}

/** A password that a person chooses: 15 to 256 characters of any kind, taken as typed, spaces at the ends included. */
export const passwordSchema = z.string({ error: "Enter a password." }).superRefine((value, context) => {
  const refuse = (message: string) => context.addIssue({ code: "custom", message });
  const length = [...value].length;
  if (length < PASSWORD_MIN_LENGTH) return refuse(`Use at least ${PASSWORD_MIN_LENGTH} characters.`);
  if (length > PASSWORD_MAX_LENGTH) return refuse(`Use at most ${PASSWORD_MAX_LENGTH} characters.`);
  const weakness = findWeakness(value);
  if (weakness) refuse(weakness);
});

const OWN_WORDS = "Do not use your name or email address.";

/** In: a password, and whose it is to be. Out: what is wrong when it is their name or address, else undefined. */
export function findOwnWords(password: string, owner: { email: string; name: string }): string | undefined {
  const taken = [owner.email, owner.email.slice(0, owner.email.indexOf("@")), owner.name].map(nameKey);
  return taken.includes(nameKey(password.trim())) ? OWN_WORDS : undefined;
}

/** Who an account belongs to and the password chosen for it, which may be neither the name nor the address. */
export const newAccountSchema = z
  .strictObject({ email: emailSchema, name: shownNameSchema, password: passwordSchema })
  .superRefine(({ email, name, password }, context) => {
    const message = findOwnWords(password, { email, name });
    if (message) context.addIssue({ code: "custom", path: ["password"], message });
  });

/** What the form for another password sends; whether the new one is the person's own name is judged by the verb. */
export const changePasswordSchema = z
  .strictObject({
    currentPassword: z
      .string({ error: "Enter your current password." })
      .min(1, "Enter your current password.")
      .max(1_024, "This password is too long."),
    newPassword: passwordSchema,
  })
  .superRefine(({ currentPassword, newPassword }, context) => {
    if (currentPassword !== newPassword) return;
    context.addIssue({
      code: "custom",
      path: ["newPassword"],
      message: "Choose another password than the current one.",
    });
  });

/** What the sign-in form sends. Limits only: a wrong address and a wrong password get one and the same answer. */
export const signInSchema = z.strictObject({
  email: z
    .string({ error: "Enter your email." })
    .trim()
    .min(1, "Enter your email.")
    .max(320, "This email is too long."),
  password: z
    .string({ error: "Enter your password." })
    .min(1, "Enter your password.")
    .max(1_024, "This password is too long."),
});
