import { type BackOff, computeBackOff } from "./back-off";
import { type EnrollOptions, enrollConnector } from "./enroll";

const UNREACHABLE_BACK_OFF: BackOff = { first: 2_000, longest: 300_000 };
/** How often one that waits for approval asks. */
const PENDING_WAIT = 60_000;
/** Refusals that an administrator can take back while the connector waits. */
const WORTH_WAITING = new Set(["rate_limited", "unavailable", "internal"]);

/**
 * Enrolls before a run, for as long as it takes: waits while the gateway is unreachable and while the connector waits for approval.
 * In: what enrolling needs, `isStopped`. Out: whether there is a certificate; a code when it was refused.
 */
export async function enrollFirst(
  options: EnrollOptions,
  isStopped: () => boolean,
): Promise<{ status: "enrolled" | "stopped" } | { status: "refused"; code: string }> {
  for (let failures = 1; !isStopped(); failures += 1) {
    const result = await enrollConnector(options);
    if (result.status === "enrolled" || result.status === "already_enrolled") return { status: "enrolled" };
    if (result.status === "refused" && !WORTH_WAITING.has(result.code)) return { status: "refused", code: result.code };
    if (isStopped()) break;
    const isPending = result.status === "pending";
    const wait = isPending
      ? PENDING_WAIT * (0.9 + options.random() / 5)
      : computeBackOff(UNREACHABLE_BACK_OFF, failures, null, options.random());
    options.console.notice(`Trying again in ${(wait / 1000).toFixed(0)} s`);
    await options.clock.sleep(wait);
  }
  return { status: "stopped" };
}
