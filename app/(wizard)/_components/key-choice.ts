import { explainExhausted, explainStatus } from "@/app/(portal)/provisioning-keys/_components/row-reasons";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";

/** In: a key, its status as the server computed it. Out: why no connector can be added with it, or null. */
export function explainUnusableKey(key: KeyRow): string | null {
  switch (key.status) {
    case "active":
    case "expiring":
      return null;
    case "exhausted":
      return explainExhausted(key);
    case "expired":
      return `This key has expired.${key.canEdit ? " Change its expiry to use it again." : ""}`;
    case "disabled":
      return `${explainStatus(key)} Enable it to use this key.`;
  }
}
