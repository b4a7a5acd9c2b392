import "server-only";
import { hashPassword } from "@/lib/auth/password";
import { prisma } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { systemActor } from "@/lib/services/actor";
import { createOwner } from "@/lib/services/setup/create-owner";
import { hasOwner } from "@/lib/services/setup/setup-token";

/**
 * Unattended set-up: creates the first owner from ADMIN_EMAIL and ADMIN_PASSWORD unless there is one. Never changes an owner who is
 * there. Out: whether this call created one.
 */
export async function ensureOwner(email: string, password: string): Promise<{ created: boolean }> {
  if (await hasOwner(prisma)) return { created: false };
  const passwordHash = await hashPassword(password);
  const name = email.split("@")[0] || "Owner";
  try {
    await prisma.$transaction((tx) => createOwner(tx, systemActor("set-up"), { email, name, passwordHash }));
    return { created: true };
  } catch (error) {
    // Another instance was faster.
    if (error instanceof AppError && error.code === "conflict") return { created: false };
    throw error;
  }
}
