import "server-only";
import { redirect } from "next/navigation";
import { START_PAGE } from "@/lib/auth/safe-next";
import { startSession } from "@/lib/auth/start-session";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { acceptInvite } from "@/lib/services/invites/accept";

/**
 * Makes the account of an invited person and signs them in.
 * In: whoever has the link, its token with name and password. Does not return: it redirects. Throws what `acceptInvite`
 * throws.
 */
export async function acceptInviteAndGoOn(actor: Actor, input: Parameters<typeof acceptInvite>[1]): Promise<never> {
  const { email } = await acceptInvite(actor, input);
  try {
    await startSession({ email, password: input.password });
  } catch (error) {
    // The account exists from here on: what is left is to sign in by hand.
    if (error instanceof AppError) redirect("/sign-in");
    throw error;
  }
  redirect(START_PAGE);
}
