import { Server } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

/** In place of the table while there is no connector at all. */
export function NoConnectors({ canAdd }: { canAdd: boolean }) {
  return (
    <EmptyState
      className="border-t"
      icon={<Server />}
      title="No App Connectors yet"
      actions={
        canAdd ? (
          <Button asChild>
            <Link href="/connectors/new">Add App Connector</Link>
          </Button>
        ) : null
      }
    >
      <p>
        Connectors appear here when they enroll with a provisioning key.
        {canAdd ? "" : " An Admin or Owner can hand one out."}
      </p>
    </EmptyState>
  );
}
