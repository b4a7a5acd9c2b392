import type { DroppedFilter } from "@/lib/table/filters-url";
import { DroppedNotice } from "./filter-bar/dropped-notice";
import type { SavedEntry } from "./filter-bar/saved-state";

type ListNoticesProps = { dropped: readonly DroppedFilter[]; active: SavedEntry | undefined };

/** What of the address, and of the saved filter it names, was left out. */
export function ListNotices({ dropped, active }: ListNoticesProps) {
  return (
    <>
      <DroppedNotice title="Part of the address was left out." dropped={dropped} />
      {active ? (
        <DroppedNotice title={`Part of “${active.name}” is gone and was left out.`} dropped={active.dropped} />
      ) : null}
    </>
  );
}
