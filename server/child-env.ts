import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "@/lib/env";
import { writeFileOnce } from "@/server/embedded/write-file-once";
import { StartupError } from "@/server/startup-error";

export type DatabaseUrls = { ownerUrl: string; applicationUrl: string };

/**
 * Variables of a process that serves requests: the database as the application role only, and no password of the first owner.
 * In: settings, connection strings, the session secret. Out: its whole environment.
 */
export function servingEnv(env: Env, urls: DatabaseUrls, authSecret: string): NodeJS.ProcessEnv {
  const { DATABASE_OWNER_URL: _owner, ADMIN_EMAIL: _email, ADMIN_PASSWORD: _password, ...rest } = process.env;
  return {
    ...rest,
    ...shared(env, urls),
    AUTH_SECRET: authSecret,
    AUTH_URL: env.APP_URL,
    // Encrypts what a page hands to a server action; equal wherever the session secret is. Ids come from the build.
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: createHmac("sha256", authSecret).update("latchkey/actions/v1").digest("base64"),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** Variables of a command that runs once: also the owner's connection string. In: settings, connection strings. */
export function commandEnv(env: Env, urls: DatabaseUrls): NodeJS.ProcessEnv {
  return { ...process.env, ...shared(env, urls), DATABASE_OWNER_URL: urls.ownerUrl };
}

function shared(env: Env, urls: DatabaseUrls) {
  return {
    NODE_ENV: env.NODE_ENV,
    LATCHKEY_HOME: env.LATCHKEY_HOME,
    MASTER_KEY_FILE: env.MASTER_KEY_FILE,
    APP_URL: env.APP_URL,
    DATABASE_URL: urls.applicationUrl,
  };
}

/** The secret that signs sessions: AUTH_SECRET, else one kept in LATCHKEY_HOME. Throws StartupError when that file is damaged. */
export function loadAuthSecret(env: Env): string {
  if (env.AUTH_SECRET !== undefined) return env.AUTH_SECRET;
  const path = join(env.LATCHKEY_HOME, "auth.secret");
  writeFileOnce(path, `${randomBytes(32).toString("base64url")}\n`);
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length < 32)
    throw new StartupError(`${path} is damaged. Delete it (everybody signs in again) and start again.`);
  return secret;
}

/**
 * Whether npm started us. Some shells stay between npm and us and pass no signal on: then the end of our parent is how we learn that we
 * were told to stop.
 */
export function isUnderNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}
