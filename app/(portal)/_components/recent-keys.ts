const KEPT = 5;

export type RecentKey = { id: string; name: string; groupName: string };

let recent: readonly RecentKey[] = [];

/** Remembers a key that was chosen. Only in memory: a loaded page starts with none, and nothing is left behind. */
export function rememberKey({ id, name, groupName }: RecentKey): void {
  recent = [{ id, name, groupName }, ...recent.filter((key) => key.id !== id)].slice(0, KEPT);
}

/** The keys chosen last, the latest first. */
export function recentKeys(): readonly RecentKey[] {
  return recent;
}
