"use client";

import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";
import { formatMaximum } from "@/lib/format/number";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import type { UpdateKeyForm } from "@/lib/services/provisioning-keys/schema";
import { updateKeyAction } from "../../actions";
import type { KeyFields } from "./merge-edit";

/** Saves a key; says what changed, with a way back as long as there is one. */
export function useSaveKey(id: string) {
  const router = useRouter();

  const undo = async (before: KeyFields, saved: KeyRow) => {
    const result = await updateKeyAction({ id, version: saved.version, ...before }).catch(() => null);
    if (result?.ok) toast.success(`${result.data.key.name} is as it was`);
    else toast.error("Not undone", { description: result?.error.message ?? "The server did not answer." });
    router.refresh();
  };
  const announceSaved = (before: KeyFields, { changed, key }: { changed: boolean; key: KeyRow }) => {
    if (!changed) return;
    // Hiding a key erases it: there is nothing to go back to.
    const final = before.viewOrExport && !key.viewOrExport;
    toast.success(describeChange(before, key), {
      ...(final ? {} : { action: { label: "Undo", onClick: () => void undo(before, key) } }),
    });
    router.refresh();
  };
  return {
    save: (values: UpdateKeyForm) => updateKeyAction(values).catch(() => null),
    announceSaved,
  };
}

function describeChange(before: KeyFields, key: KeyRow): string {
  if (before.maximum !== key.maximum) {
    if (key.maximum === null) return "Maximum is now Unlimited";
    const raised = before.maximum !== null && key.maximum > before.maximum;
    return `Maximum ${raised ? "raised" : "lowered"} to ${formatMaximum(key.maximum)}`;
  }
  if (before.viewOrExport && !key.viewOrExport) return `${key.name} is hidden for good`;
  if (before.enabled !== key.enabled) return `${key.name} ${key.enabled ? "enabled" : "disabled"}`;
  return `${key.name} saved`;
}
