"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionLink } from "@/components/data-table/action-link";
import type { ListLocation } from "@/components/data-table/list-location";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { SavedFilterActions } from "./applied-filters";
import { type Applied, isChanged, type SavedEntry, savedHref } from "./saved-state";

type SavedChangesProps = {
  list: ListLocation;
  applied: Applied;
  active: SavedEntry | undefined;
  update: SavedFilterActions["update"];
};

/** While the saved filter in use differs from what is applied: put the one in the place of the other, either way. */
export function SavedChanges({ list, applied, active, update }: SavedChangesProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  if (!active) return null;
  const changed = isChanged(active, applied);
  if (!changed && active.dropped.length === 0) return null;
  const save = async () => {
    setBusy(true);
    const result = await update(active.id, applied).catch(() => null);
    setBusy(false);
    if (result?.ok) announce("Changes saved");
    else toast.error("The changes were not saved", { description: result?.error.message ?? "Try again." });
    router.refresh();
  };
  return (
    <>
      {changed ? (
        <Button asChild size="sm" variant="quiet" className="max-md:h-9">
          <ActionLink href={savedHref(list, active)}>Discard Changes</ActionLink>
        </Button>
      ) : null}
      <Button size="sm" busy={busy} className="max-md:h-9" onClick={() => void save()}>
        Save Changes
      </Button>
    </>
  );
}
