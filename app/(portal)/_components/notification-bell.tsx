import { Bell } from "lucide-react";
import Link from "next/link";
import { iconButtonVariants } from "@/components/ui/button-variants";
import { tip } from "@/components/ui/tip";
import type { UserActor } from "@/lib/services/actor";
import { countUnread, MOST_COUNTED } from "@/lib/services/notifications/count-unread";

/** The way to the notifications, with how many are unread. A link: it works at once, and costs no script. */
export async function NotificationBell({ actor }: { actor: UserActor }) {
  // A bell without its number is better than no page.
  const unread = await countUnread(actor, {}).catch(() => 0);
  const many = unread >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(unread);
  return (
    <Link
      href="/notifications"
      prefetch={false}
      aria-label={unread > 0 ? `Notifications, ${many} unread` : "Notifications"}
      className={iconButtonVariants({ size: "md" })}
      {...tip(unread > 0 ? `${many} unread` : undefined)}
    >
      <Bell />
      {unread > 0 ? (
        <span className="absolute top-[7px] right-[7px] size-2 rounded-full bg-bad-mark ring-2 ring-surface forced-color-adjust-none max-md:top-2.5 max-md:right-2.5" />
      ) : null}
    </Link>
  );
}
