import { currentActor, publicRoute } from "@/lib/auth/current-actor";
import { AppError } from "@/lib/errors";
import { checkHealth } from "@/lib/services/health/check";

publicRoute("says only whether the portal can do its work, without versions, names or addresses");

const HEADERS = { "cache-control": "no-store" };
const RETRY_AFTER = { ...HEADERS, "retry-after": "5" };

/** Readiness: 200 when the database takes writes and the master key is there, else 503 with Retry-After. */
export async function GET(): Promise<Response> {
  try {
    const { ready, warnings } = await checkHealth(await currentActor(), {});
    if (ready) return Response.json({ status: "ok", warnings }, { headers: HEADERS });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "unavailable")) throw error;
  }
  return Response.json({ status: "unavailable" }, { status: 503, headers: RETRY_AFTER });
}
