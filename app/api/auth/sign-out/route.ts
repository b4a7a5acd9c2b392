import { signOut } from "@/lib/auth/config";
import { CLEAR_SITE_DATA } from "@/lib/http/headers";
import { route } from "@/lib/http/route";
import { revokeSession } from "@/lib/services/sessions/revoke";

/** A route and not an action: only a route can send Clear-Site-Data. */
export const POST = route(async (actor) => {
  await revokeSession(actor, {});
  await signOut({ redirect: false, redirectTo: "/sign-in" });
  return new Response(null, { status: 204, headers: { "clear-site-data": CLEAR_SITE_DATA } });
});
