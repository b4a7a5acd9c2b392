import type { ListLocation } from "@/components/data-table/list-location";
import { type ListAuditEventsInput, parseAuditParams } from "@/lib/services/audit-log/schema";

export const AUDIT_PATH = "/audit-log";

const POSITION = /^[1-9][0-9]{0,17}$/u;
/** Pages one can go back through; further back there is only the way to the newest. */
const TRAIL_LENGTH = 40;
const NEWEST = "0";

export type AuditView = {
  input: ListAuditEventsInput;
  expanded: string[];
  /** Where the pages before this one began, oldest visit first; "0" is the newest page. */
  trail: string[];
  list: ListLocation;
};

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given. */
export function parseAuditView(params: Record<string, string | string[] | undefined>): AuditView {
  const parsed = parseAuditParams(params);
  const input = { before: parsed.before, perPage: parsed.perPage, action: null, targetType: null, targetId: null };
  const expanded = list(params.expanded).filter((seq) => POSITION.test(seq));
  const trail = list(params.trail)
    .filter((position) => position === NEWEST || POSITION.test(position))
    .slice(-TRAIL_LENGTH);
  const search = new URLSearchParams();
  if (input.before !== null) search.set("before", input.before);
  if (trail.length > 0) search.set("trail", trail.join(","));
  if (expanded.length > 0) search.set("expanded", expanded.join(","));
  return { input, expanded, trail, list: { path: AUDIT_PATH, search: search.toString() } };
}

/** The parameters of the page that begins at `next`, coming from this one. */
export function stepOlder({ input, trail }: AuditView, next: string): Record<string, string | null> {
  return { before: next, trail: [...trail, input.before ?? NEWEST].slice(-TRAIL_LENGTH).join(","), expanded: null };
}

/** The parameters of the page one came from; of the newest one when that is not known. */
export function stepNewer({ trail }: AuditView): Record<string, string | null> {
  const before = trail.at(-1) ?? NEWEST;
  const rest = trail.slice(0, -1).join(",");
  return { before: before === NEWEST ? null : before, trail: rest === "" ? null : rest, expanded: null };
}

function list(param: string | string[] | undefined): string[] {
  return typeof param === "string" ? param.split(",").slice(0, 100) : [];
}
