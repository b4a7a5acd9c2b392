import { BadgeCheck, CircleAlert, Clock, Gauge, ShieldX, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { KIND_WORDS, type NotificationKind } from "@/lib/services/notifications/schema";

const LOOKS: Record<NotificationKind, { icon: ReactNode; bad?: true }> = {
  key_near_limit: { icon: <Gauge /> },
  key_at_limit: { icon: <CircleAlert />, bad: true },
  key_expiring: { icon: <Clock /> },
  key_refused: { icon: <ShieldX />, bad: true },
  certificate_expiring: { icon: <BadgeCheck /> },
  connector_disconnected: { icon: <Unplug />, bad: true },
};

/** What kind of notification it is: a sign of 32 px, with its words for assistive technology. */
export function KindIcon({ kind }: { kind: NotificationKind }) {
  const { icon, bad } = LOOKS[kind];
  return (
    <span
      className={cn(
        "grid size-8 shrink-0 place-items-center rounded-sm inset-ring forced-colors:border",
        bad ? "bg-bad-bg text-bad-fg inset-ring-bad-line" : "bg-warn-bg text-warn-fg inset-ring-warn-line",
      )}
    >
      {icon}
      <span className="sr-only">{KIND_WORDS[kind]}: </span>
    </span>
  );
}
