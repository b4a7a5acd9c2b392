import "server-only";
import type { NotificationData, NotificationKind } from "@/lib/services/notifications/schema";

export type NewsTarget = {
  type: "provisioning_key" | "connector_group" | "connector" | "signing_certificate";
  id: string;
  name: string;
};

/** Something to tell of. */
export type News = {
  kind: NotificationKind;
  /** null for several things at once that have nothing in common. */
  target: NewsTarget | null;
  count: number;
  data: NotificationData;
};

/** More than this of one kind at once are told in one notification. */
export const MOST_SINGLE = 10;
/** How many names a notification about many gives. */
const NAMES = 3;
/** Enough to know whether there are more. */
export const SAMPLE = MOST_SINGLE + 1;

/**
 * In: what became the case at once, of one kind: how many in all, the first of them, facts that all of them share. Out: each by itself, or one
 * for all.
 */
export function mergeMany(
  kind: NotificationKind,
  total: number,
  first: readonly News[],
  shared: NotificationData = {},
): News[] {
  if (total <= MOST_SINGLE) return [...first];
  const names = first.slice(0, NAMES).flatMap(({ target }) => target?.name ?? []);
  return [{ kind, target: null, count: total, data: { ...shared, names } }];
}
