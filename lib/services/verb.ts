import "server-only";
import type { z } from "zod";
import { can, type Permission } from "@/lib/auth/permissions";
import { prisma, type Tx } from "@/lib/db";
import { AppError, type FieldErrors } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { isDatabaseUnavailable } from "@/lib/services/database-error";

type Definition<Schema extends z.ZodType, Out, A extends Actor> = {
  /** "public" is said aloud: there is no default. */
  permission: Permission | "public";
  /** "write" runs in one transaction, together with its audit rows; "read" runs without one. */
  effect: "read" | "write";
  /** Milliseconds the transaction may take where what it writes can be much. */
  timeout?: number;
  input: Schema;
  run: (context: { input: z.output<Schema>; actor: A; tx: Tx }) => Promise<Out>;
};

/**
 * Makes a service verb: check permission → parse input → run.
 * In: its definition. Out: a function of actor and raw input. It throws AppError: `unauthenticated`, `forbidden`,
 * `invalid` (with a sentence per field), `unavailable` when the database does not answer, and what `run` throws.
 */
export function verb<Schema extends z.ZodType, Out, A extends Actor = Actor>(definition: Definition<Schema, Out, A>) {
  return async (actor: A, rawInput: z.input<Schema>): Promise<Out> => {
    assertPermission(actor, definition.permission);
    const input = parseInput(definition.input, rawInput);
    try {
      if (definition.effect === "read") return await definition.run({ input, actor, tx: prisma });
      return await prisma.$transaction((tx) => definition.run({ input, actor, tx }), {
        maxWait: 3_000,
        timeout: definition.timeout ?? 10_000,
      });
    } catch (error) {
      if (isDatabaseUnavailable(error)) {
        throw new AppError("unavailable", "The database does not answer. Nothing was changed; try again in a moment.", {
          cause: error,
        });
      }
      throw error;
    }
  };
}

/** In: an actor and what it wants to do. Throws AppError `unauthenticated` or `forbidden`. */
export function assertPermission(actor: Actor, permission: Permission | "public"): void {
  if (permission === "public" || actor.kind === "system") return;
  if (actor.kind === "anonymous") throw new AppError("unauthenticated", "Sign in to go on.");
  if (!can(actor.role, permission)) {
    throw new AppError("forbidden", `Your role does not allow this (${permission}).`);
  }
}

/** In: a schema and raw input. Out: the parsed input. Throws AppError `invalid` with one sentence per field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, rawInput: unknown): z.output<Schema> {
  const parsed = schema.safeParse(rawInput);
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".") || "form"] ??= issue.message;
  throw new AppError("invalid", "Some of the input is not valid.", { fields });
}
