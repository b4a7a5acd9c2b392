import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "@/lib/auth/request-origin";
import { nameSessionCookie } from "@/lib/auth/schema";
import { env } from "@/lib/env";
import { buildContentSecurityPolicy, STRICT_TRANSPORT_SECURITY } from "@/lib/http/headers";
import { isSameOrigin } from "@/lib/http/origin";

const API = /^\/api(?:\/|$)/;
const OPEN = /^\/(?:sign-in|setup|invite|api)(?:\/|$)/;
// The sign-in form also works as a plain form, whose browser sends "Origin: null" under no-referrer.
const PLAIN_FORM = /^\/sign-in\/?$/;

/**
 * Sets the headers of each document and sends visitors without a session cookie to the sign-in page. It decides nothing
 * about access: every page, action and route does so itself, and works the same without this file.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const path = `${pathname}${search}`;
  const isRead = request.method === "GET" || request.method === "HEAD";
  // The door of actions refuses these too, but Next fails on some of them before it comes to that.
  if (!isRead && !API.test(pathname) && !isSameOrigin(request.headers, env.APP_URL)) {
    return new NextResponse("This request does not come from a page of this portal.\n", {
      status: 403,
      headers: { "cache-control": "no-store" },
    });
  }
  const policy = buildContentSecurityPolicy(makeNonce(), env.NODE_ENV === "development");

  if (isRead && !OPEN.test(pathname) && !request.cookies.has(nameSessionCookie(env.APP_URL))) {
    // Next answers it as a path, so the visitor stays at the address they came by.
    const target = new URL(pathname === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`, request.url);
    return withHeaders(NextResponse.redirect(target, 307), policy, pathname);
  }
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from the policy in the request. A client's own values are overwritten.
  headers.set("content-security-policy", policy);
  headers.set(PATH_HEADER, path);
  return withHeaders(NextResponse.next({ request: { headers } }), policy, pathname);
}

/** Files of the build carry no secrets and need no document headers. */
export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon.svg).*)"] };

function withHeaders(response: NextResponse, policy: string, pathname: string): NextResponse {
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  if (env.APP_URL.startsWith("https:")) response.headers.set("strict-transport-security", STRICT_TRANSPORT_SECURITY);
  if (PLAIN_FORM.test(pathname)) response.headers.set("referrer-policy", "same-origin");
  return response;
}

function makeNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
}
