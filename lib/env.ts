import "server-only";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { hostSchema } from "@/lib/services/tenant/schema";

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, "must be a postgresql:// URL");
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const appUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
  .refine((value) => new URL(value).protocol === "https:" || LOOPBACK.has(new URL(value).hostname), {
    error: "must be https unless the host is loopback: sign-in cookies are only safe over TLS",
  })
  .transform((value) => new URL(value).origin);

const variables = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    PORT: port(3000),
    /** Processes that draw pages. Two keep a second core busy; each takes about 200 MB and a pool of connections. */
    WEB_PROCESSES: z.coerce
      .number()
      .int()
      .min(1)
      .max(64)
      .default(() => Math.min(2, availableParallelism())),
    HOST: z.string().min(1).default("127.0.0.1"),
    APP_URL: appUrl.optional(),
    ENROLL_PORT: port(8443),
    ENROLL_HOST: z.string().min(1).default("0.0.0.0"),
    ENROLL_PUBLIC_HOST: hostSchema.optional(),
    /** 400 and 401 answers one address may receive in a minute before it is answered 429. */
    ENROLL_FAILURES_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(60),
    /** Overrides the lifetime of connector certificates in the settings, to try renewals out. */
    CONNECTOR_CERTIFICATE_SECONDS: z.coerce.number().int().min(10).max(315_360_000).optional(),
    LATCHKEY_HOME: z.string().min(1).default("./.latchkey"),
    DATABASE_URL: postgresUrl.optional(),
    DATABASE_OWNER_URL: postgresUrl.optional(),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
    MASTER_KEY_FILE: z.string().min(1).optional(),
    ADMIN_EMAIL: z.email("must be an email address").max(254).optional(),
    ADMIN_PASSWORD: z.string().min(8, "must have 8 characters or more").max(256).optional(),
    AUTH_SECRET: z.string().min(32, "must have 32 characters or more").optional(),
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .refine((value) => (value.ADMIN_EMAIL === undefined) === (value.ADMIN_PASSWORD === undefined), {
    path: ["ADMIN_PASSWORD"],
    error: "ADMIN_EMAIL and ADMIN_PASSWORD go together",
  })
  .transform((value) => ({
    ...value,
    APP_URL: value.APP_URL ?? `http://localhost:${value.PORT}`,
    ENROLL_PUBLIC_HOST: value.ENROLL_PUBLIC_HOST ?? `localhost:${value.ENROLL_PORT}`,
    LATCHKEY_HOME: resolve(/* turbopackIgnore: true */ value.LATCHKEY_HOME),
    MASTER_KEY_FILE: resolve(/* turbopackIgnore: true */ value.MASTER_KEY_FILE ?? `${value.LATCHKEY_HOME}/master.key`),
  }));

export type Env = z.output<typeof variables>;

/** Thrown when variables are wrong; `problems` has one line for each, fit to be printed. */
export class EnvError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`Wrong settings:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "EnvError";
    this.problems = problems;
  }
}

/**
 * Reads the settings (see the table in README.md).
 * In: environment variables; an empty one counts as unset. Out: parsed settings with defaults. Throws EnvError.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = variables.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
}

/** The settings of this process, parsed once. */
export const env: Env = parseEnv(process.env);
