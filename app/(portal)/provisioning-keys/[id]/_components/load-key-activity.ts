import "server-only";
import type { UserActor } from "@/lib/services/actor";
import { type Forecast, forecastExhaustion } from "@/lib/services/provisioning-keys/activity/forecast";
import { listKeyConnectors } from "@/lib/services/provisioning-keys/activity/list-connectors";
import { listKeyLedger } from "@/lib/services/provisioning-keys/activity/list-ledger";
import { listKeyLimits } from "@/lib/services/provisioning-keys/activity/list-limits";
import { listKeyRefusals } from "@/lib/services/provisioning-keys/activity/list-refusals";
import { type KeyUses, readKeyUses } from "@/lib/services/provisioning-keys/activity/read-uses";
import type { KeyPeriod } from "@/lib/services/provisioning-keys/activity/schema";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { readRotation } from "@/lib/services/provisioning-keys/rotation/read";

export type KeyActivity = ReturnType<typeof loadKeyActivity>;

/** Starts to read what became of a key; each part of the page waits for its own. */
export function loadKeyActivity(actor: UserActor, id: string, period: KeyPeriod) {
  const activity = {
    uses: readKeyUses(actor, { id, period }),
    limits: listKeyLimits(actor, { id, period }),
    connectors: listKeyConnectors(actor, { id }),
    refusals: listKeyRefusals(actor, { id, period: "30d" }),
    ledger: listKeyLedger(actor, { id }),
    secrets: readRotation(actor, { id }),
  };
  // Whoever awaits one hears of its failure; until then it must not count as one that nobody looks at.
  for (const part of Object.values(activity)) part.catch(() => undefined);
  return activity;
}

/** In: a key as it is, how its count rose. Out: when it will be exhausted, where that can be said. */
export function forecastKey(detail: KeyDetail, uses: KeyUses): Forecast | null {
  const isUsable = detail.status === "active" || detail.status === "expiring";
  const { now, used, windows } = uses;
  return forecastExhaustion({ now, used, windows, isUsable, maximum: detail.maximum, expiresAt: detail.expiresAt });
}
