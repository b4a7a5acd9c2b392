import "server-only";
import { cookies } from "next/headers";
import { refusalOf, signIn } from "@/lib/auth/config";
import { nameSessionCookie } from "@/lib/auth/schema";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/**
 * Signs in the browser behind this request: checks email and password, starts a session, sets its cookie.
 * In: email and password. Out: nothing. Throws AppError `invalid`, `too_many_attempts`, `unavailable`, or `internal`
 * when the settings of sign-in are wrong.
 */
export async function startSession(credentials: { email: string; password: string }): Promise<void> {
  const jar = await cookies();
  const name = nameSessionCookie(env.APP_URL);
  const before = jar.get(name)?.value;
  try {
    await signIn("credentials", { ...credentials, redirect: false, redirectTo: env.APP_URL });
  } catch (error) {
    throw refusalOf(error);
  }
  // With wrong settings the library answers an address instead of throwing: only a new cookie proves the sign-in.
  const after = jar.get(name)?.value;
  if (!after || after === before) throw new AppError("internal", "Signing in does not work on this server.");
}
