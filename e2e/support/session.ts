import { encode } from "next-auth/jwt";
import pg from "pg";
import { nameSessionCookie, SESSION_ABSOLUTE_SECONDS } from "@/lib/auth/schema";

export type MintedCookie = {
  name: string;
  value: string;
  url: string;
  httpOnly: true;
  secure: boolean;
  sameSite: "Lax";
};

/**
 * Signs a user in without the sign-in page: inserts a session row and encodes the cookie that names it.
 * In: a connection string, the server's AUTH_SECRET and public URL, the user. Out: a cookie as Playwright's
 * `context.addCookies` takes it.
 */
export async function mintSessionCookie(options: {
  databaseUrl: string;
  authSecret: string;
  appUrl: string;
  userId: string;
}): Promise<MintedCookie> {
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO sessions (user_id, expires_at) VALUES ($1, now() + make_interval(secs => $2)) RETURNING id`,
      [options.userId, SESSION_ABSOLUTE_SECONDS],
    );
    const name = nameSessionCookie(options.appUrl);
    const value = await encode({
      token: { sub: options.userId, sid: rows[0]?.id },
      secret: options.authSecret,
      salt: name,
      maxAge: SESSION_ABSOLUTE_SECONDS,
    });
    const secure = options.appUrl.startsWith("https:");
    return { name, value, url: options.appUrl, httpOnly: true, secure, sameSite: "Lax" };
  } finally {
    await client.end();
  }
}
