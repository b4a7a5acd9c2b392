/** Errors whose message is written for whoever starts the program. */
const PLAIN = new Set(["StartupError", "EnvError", "KeyRingError", "MigrationError", "AppError"]);

/** Prints why a program cannot go on: one plain message, or, for what nobody foresaw, the error as it is. */
export function reportFailure(error: unknown): void {
  console.error(error instanceof Error && PLAIN.has(error.name) ? error.message : error);
}
