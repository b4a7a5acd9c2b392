"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { RelativeTime } from "@/components/relative-time";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { cn } from "@/lib/cn";
import type { Sentence } from "@/lib/format/notification";
import { markReadAction } from "../actions";

type NotificationRowProps = {
  seq: string;
  at: string;
  read: boolean;
  icon: ReactNode;
  sentence: Sentence;
  note: string | null;
  /** Where it is to be seen; null when it is gone. */
  href: string | null;
};

/** One notification: what happened, to what, when; following its link marks it as read. */
export function NotificationRow({ seq, at, read, icon, sentence, note, href }: NotificationRowProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const { before, name, after } = sentence;

  const mark = async () => {
    setBusy(true);
    const result = await markReadAction({ seq }).catch(() => null);
    setBusy(false);
    if (result?.ok) router.refresh();
    else
      toast.error("Not marked as read", {
        description: result?.error.message ?? "The server did not answer. Try again.",
      });
  };
  // The link leads away whether this succeeds or not.
  const leave = () => {
    if (!read)
      void markReadAction({ seq }).then(
        () => router.refresh(),
        () => undefined,
      );
  };
  const link = (words: string) =>
    href === null ? (
      words
    ) : (
      <TextLink variant="quiet" href={href} prefetch={false} onClick={leave}>
        {words}
      </TextLink>
    );
  return (
    <li className={cn("relative flex min-h-14 items-center gap-3 px-(--gutter) py-2.5", !read && "bg-accent-soft/50")}>
      {icon}
      <div className="min-w-0 flex-1">
        <p className={cn("[overflow-wrap:anywhere]", read ? "text-fg-2" : "font-medium")}>
          {read ? null : <span className="sr-only">Unread: </span>}
          {name ? (
            <>
              {before}
              {link(name)}
              {after}
            </>
          ) : (
            link(before)
          )}
        </p>
        <p className="flex flex-wrap gap-x-1.5 text-xs text-fg-3">
          {note ? <span className="[overflow-wrap:anywhere]">{note} ·</span> : null}
          <RelativeTime at={at} />
        </p>
      </div>
      {read ? null : (
        <IconButton
          size="md"
          label={`Mark as read: ${before}${name}${after}`}
          tooltip="Mark as read"
          busy={busy}
          onClick={mark}
        >
          <Check />
        </IconButton>
      )}
    </li>
  );
}
