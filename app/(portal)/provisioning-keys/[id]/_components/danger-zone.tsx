import type { ReactNode } from "react";
import type { ListLocation } from "@/components/data-table/list-location";
import { Card, CardHeader } from "@/components/ui/card";
import { formatCount } from "@/lib/format/number";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";
import { DeleteButton, RevokeButton, SwitchButton } from "./key-actions";

type DangerZoneProps = { detail: KeyDetail; here: ListLocation };

/** What takes something away, each with what becomes of the App Connectors that enrolled. */
export function DangerZone({ detail, here }: DangerZoneProps) {
  const enrolled = formatCount(detail.connectors.enrolled, "enrolled App Connector");
  const stay =
    detail.connectors.enrolled === 0
      ? ""
      : ` ${enrolled} ${detail.connectors.enrolled === 1 ? "keeps" : "keep"} working.`;
  return (
    <Card tone="danger" className="mt-4" aria-labelledby="danger">
      <CardHeader title={<span id="danger">Danger zone</span>} />
      {detail.enabled ? (
        <DangerRow title="Disable key" action={<SwitchButton row={detail} here={here} />}>
          New enrollments are refused with <code className="font-mono text-xs">key_disabled</code>.{stay} It can be
          enabled again.
        </DangerRow>
      ) : (
        <DangerRow title="Enable key" action={<SwitchButton row={detail} here={here} />}>
          Enrollments are accepted again, as far as expiry and limit allow.
        </DangerRow>
      )}
      <DangerRow title="Revoke certificates issued through this key" action={<RevokeButton row={detail} here={here} />}>
        {detail.connectors.active === 0
          ? "No App Connector that enrolled with it can connect now."
          : `${formatCount(detail.connectors.active, "App Connector")} would lose access at once.`}{" "}
        What it would do is shown before anything happens.
      </DangerRow>
      <DangerRow title="Delete key" action={<DeleteButton row={detail} here={here} />}>
        No new enrollments.{stay} It can be restored for {RESTORE_DAYS} days.
      </DangerRow>
    </Card>
  );
}

/** One thing that can be done, with what it does. */
function DangerRow({ title, children, action }: { title: string; children: ReactNode; action: ReactNode }) {
  return (
    <div className="flex items-center gap-6 border-t px-4 py-3 max-md:flex-col max-md:items-stretch max-md:gap-2.5 [header+&]:border-t-0">
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{title}</h3>
        <p className="text-fg-3">{children}</p>
      </div>
      {action}
    </div>
  );
}
