import "server-only";
import NextAuth, { AuthError, type DefaultSession, type NextAuthConfig } from "next-auth";
import type { JWT } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { readOrigin } from "@/lib/auth/request-origin";
import { nameSessionCookie, SESSION_ABSOLUTE_SECONDS } from "@/lib/auth/schema";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { checkCredentials } from "@/lib/services/sessions/check-credentials";
import { createSession } from "@/lib/services/sessions/create";

declare module "next-auth" {
  interface User {
    /** Id of the session row. */
    sid?: string;
  }
  interface Session {
    sid?: string;
    user: { id?: string } & DefaultSession["user"];
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sid?: string;
  }
}

const secure = env.APP_URL.startsWith("https:");
const prefix = secure ? "__Host-latchkey" : "latchkey";
const options = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;

const config: NextAuthConfig = {
  secret: env.AUTH_SECRET,
  // The host of a request is never used: no address is built from it, and cookies are set for APP_URL.
  trustHost: true,
  basePath: "/api/auth",
  pages: { signIn: "/sign-in" },
  session: { strategy: "jwt", maxAge: SESSION_ABSOLUTE_SECONDS },
  useSecureCookies: secure,
  cookies: {
    sessionToken: { name: nameSessionCookie(env.APP_URL), options },
    callbackUrl: { name: `${prefix}.callback-url`, options },
    csrfToken: { name: `${prefix}.csrf-token`, options },
  },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      authorize: async ({ email, password }, request) => {
        const actor = { kind: "anonymous", ...readOrigin(request.headers) } as const;
        const user = await checkCredentials(actor, { email: String(email), password: String(password) });
        const { sessionId, userId } = await createSession(actor, { user });
        return { id: userId, sid: sessionId };
      },
    }),
  ],
  callbacks: {
    // The cookie names a session row and its user, nothing else: what a user may do is read anew on each request.
    jwt: ({ token, user }): JWT => (user ? { sub: user.id, sid: user.sid } : token),
    session: ({ session, token }) => ({ user: { id: token.sub }, sid: token.sid, expires: session.expires }),
  },
  logger: {
    error: (error) => {
      if (refusalOf(error) instanceof AppError) return;
      const type: unknown = Reflect.get(error, "type");
      // A cookie that cannot be read is somebody's old or made-up one, and anybody can send as many as they like.
      if (type === "JWTSessionError") log.debug({ type }, "a session cookie could not be read");
      else log.error({ type, reason: error.message }, "sign-in does not work");
    },
    warn: (code) => log.warn({ code }, "sign-in settings"),
    debug: () => {},
  },
};

export const { auth, signIn, signOut } = NextAuth(config);

/** In: anything thrown by `signIn`. Out: what our own code threw inside it, or the same. */
export function refusalOf(error: unknown): unknown {
  return error instanceof AuthError ? (error.cause?.err ?? error) : error;
}
