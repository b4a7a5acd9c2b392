import "server-only";
import { redirect } from "next/navigation";
import { z } from "zod";
import { safeNext } from "@/lib/auth/safe-next";
import { signInSchema } from "@/lib/auth/schema";
import { startSession } from "@/lib/auth/start-session";
import type { Actor } from "@/lib/services/actor";
import { parseInput } from "@/lib/services/verb";

const inputSchema = z.strictObject({ ...signInSchema.shape, next: z.string().max(2_048).optional() });

/**
 * Signs in and goes on to where the visitor wanted to be.
 * In: whoever asks, `{email, password, next?}`. Does not return: it redirects. Throws what `startSession` throws.
 */
export async function signInAndGoOn(_actor: Actor, rawInput: z.input<typeof inputSchema>): Promise<never> {
  const { next, ...credentials } = parseInput(inputSchema, rawInput);
  await startSession(credentials);
  redirect(safeNext(next));
}
