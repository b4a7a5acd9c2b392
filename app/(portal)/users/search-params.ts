import { z } from "zod";
import type { ListLocation } from "@/components/data-table/list-location";

export const USERS_PATH = "/users";

const idsSchema = z.array(z.uuid()).max(100);

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given. */
export function parseUsersView(params: Record<string, string | string[] | undefined>): {
  expanded: string[];
  list: ListLocation;
} {
  const parsed = idsSchema.safeParse(typeof params.expanded === "string" ? params.expanded.split(",") : []);
  const expanded = parsed.success ? parsed.data : [];
  const search = expanded.length > 0 ? new URLSearchParams({ expanded: expanded.join(",") }).toString() : "";
  return { expanded, list: { path: USERS_PATH, search } };
}
