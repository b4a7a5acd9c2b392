import "server-only";
import { inspect } from "node:util";

const REDACTED = "[redacted]";

/**
 * Carries a secret through code that must not show it: printing, logging, serializing or spreading it gives
 * "[redacted]". Only `expose()` hands it out, so that every place that does can be found by name.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The secret itself. */
  expose(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
