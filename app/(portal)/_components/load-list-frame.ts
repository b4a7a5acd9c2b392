import "server-only";
import { cookies } from "next/headers";
import type { SavedEntry } from "@/components/data-table/filter-bar/saved-state";
import type { ToolbarState } from "@/components/data-table/list-toolbar";
import type { ListView } from "@/components/data-table/list-view";
import type { UserActor } from "@/lib/services/actor";
import { listSavedFilters } from "@/lib/services/saved-filters/list";
import type { FilteredList } from "@/lib/services/saved-filters/listed-filters";
import { getTableSettings } from "@/lib/services/table-settings/get";
import type { TableSettings } from "@/lib/services/table-settings/schema";

/** What stands around a table, read before its first row is sent. */
export type ListFrame = {
  providers: { resource: FilteredList; settings: TableSettings | null; view: string };
  toolbar: Omit<ToolbarState, "choices">;
  /** The saved filter the address names, if it is the person's own. */
  active: SavedEntry | undefined;
};

/** In: who asks, which list, what the address asks for. Out: what ListProviders, ListToolbar and ListNotices are given. */
export async function loadListFrame(actor: UserActor, resource: FilteredList, view: ListView): Promise<ListFrame> {
  const [saved, settings, jar] = await Promise.all([
    listSavedFilters(actor, { resource }),
    getTableSettings(actor, { resource }),
    cookies(),
  ]);
  const active = saved.find(({ id }) => id === view.saved);
  const { q, filters } = view.input;
  const filtersCookie = `${resource}-filters`;
  return {
    providers: { resource, settings, view: JSON.stringify([q, filters]) },
    toolbar: {
      list: view.list,
      q,
      filters,
      saved,
      savedId: active?.id ?? null,
      filtersCookie,
      filtersShown: jar.get(filtersCookie)?.value !== "hidden",
    },
    active,
  };
}
