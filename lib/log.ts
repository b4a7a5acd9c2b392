import "server-only";
import { pino } from "pino";
import { env } from "@/lib/env";

/**
 * JSON lines on standard output. Bodies are never logged; the paths below are a second line, in case somebody hands a
 * whole object over.
 */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      "provisioningKey",
      "*.provisioningKey",
      "password",
      "*.password",
      "secret",
      "*.secret",
      "headers",
      "*.headers",
    ],
    censor: "[redacted]",
  },
});
