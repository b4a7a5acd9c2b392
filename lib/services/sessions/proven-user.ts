import "server-only";
import type { Role } from "@/lib/auth/permissions";

/**
 * Proof that a user showed their credentials in this process just now. An instance of a class cannot arrive from
 * outside, so no caller can ask for a session of somebody else.
 */
export class ProvenUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly #passwordHash: string | null;

  constructor(user: { id: string; name: string; email: string; role: Role; passwordHash: string | null }) {
    this.id = user.id;
    this.name = user.name;
    this.email = user.email;
    this.role = user.role;
    this.#passwordHash = user.passwordHash;
  }

  /** The stored hash that the password was right for: once another one is stored, the proof is void. */
  provenHash(): string | null {
    return this.#passwordHash;
  }
}
