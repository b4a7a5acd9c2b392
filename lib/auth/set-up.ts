import "server-only";
import { redirect } from "next/navigation";
import { START_PAGE } from "@/lib/auth/safe-next";
import { startSession } from "@/lib/auth/start-session";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { completeSetup } from "@/lib/services/setup/complete-setup";

/**
 * Creates the first owner and signs them in.
 * In: whoever has the set-up link, its token with email, name and password. Does not return: it redirects. Throws what
 * `completeSetup` throws.
 */
export async function setUpAndGoOn(actor: Actor, input: Parameters<typeof completeSetup>[1]): Promise<never> {
  await completeSetup(actor, input);
  try {
    await startSession({ email: input.email, password: input.password });
  } catch (error) {
    // The owner exists from here on: what is left is to sign in by hand.
    if (error instanceof AppError) redirect("/sign-in");
    throw error;
  }
  redirect(START_PAGE);
}
