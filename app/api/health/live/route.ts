import { publicRoute } from "@/lib/auth/current-actor";

publicRoute("says only that the process answers");

export const dynamic = "force-dynamic";

/** Liveness: the process answers. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
