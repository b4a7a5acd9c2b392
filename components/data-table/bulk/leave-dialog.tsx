"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/confirm-dialog";

type LeaveDialogProps = {
  /** The address somebody wants to go to; null closes the dialog. */
  href: string | null;
  stay: () => void;
  /** What is going on: "Disabling 1,204 keys". */
  doing: string;
};

/** Asks before the page is left while something runs on it. */
export function LeaveDialog({ href, stay, doing }: LeaveDialogProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      open={href !== null}
      onOpenChange={(open) => {
        if (!open) stay();
      }}
      title="Stop and leave this page?"
      description={`${doing} is under way.`}
      confirmLabel="Stop and leave"
      onConfirm={async () => {
        if (href !== null) router.push(href);
        return undefined;
      }}
    >
      <p className="text-fg-2">What is done stays done. The rest is not done.</p>
    </ConfirmDialog>
  );
}
