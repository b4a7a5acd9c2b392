"use client";

import { UserPlus } from "lucide-react";
import { CopyButton } from "@/components/copy-button";
import { useTimeZone } from "@/components/shell/clock";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { formatDateTime } from "@/lib/format/date";

export type InviteLink = { email: string; link: string; expiresAt: string };

/** The link of an invite, once: it is stored nowhere. A lost one is replaced by a new one. */
export function InviteLinkDialog({ link, onDone }: { link: InviteLink | null; onDone: () => void }) {
  const zone = useTimeZone();
  return (
    <Dialog open={link !== null}>
      {link === null ? null : (
        <DialogContent persistent>
          <DialogHeader
            title="Invite link"
            description={`For ${link.email} · works once, until ${formatDateTime(link.expiresAt, zone)}`}
            icon={<UserPlus />}
            iconTone="ok"
            hideClose
          />
          <DialogBody>
            <Banner tone="warn" title="This link is not shown again.">
              Send it to the person yourself: whoever opens it first becomes this user. A new one can be made in the
              list.
            </Banner>
            <div className="flex items-start gap-3 rounded-sm bg-surface-2 px-3 py-2.5 inset-ring inset-ring-border max-md:flex-col forced-colors:border">
              <code className="min-w-0 flex-1 font-mono text-[12.5px]/5 break-all select-all">{link.link}</code>
              <CopyButton label="Copy link" variant="primary" getText={() => link.link} className="max-md:w-full">
                Copy link
              </CopyButton>
            </div>
          </DialogBody>
          <DialogFooter>
            <Button size="lg" variant="primary" onClick={onDone}>
              Done
            </Button>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  );
}
