import { Trash2 } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";

/** In place of the table while no key can be restored. */
export function NoDeletedKeys() {
  return (
    <EmptyState className="border-t" icon={<Trash2 />} title="No deleted keys">
      <p>A deleted key stays here for {RESTORE_DAYS} days, its count unchanged, and can be restored until then.</p>
    </EmptyState>
  );
}
