"use client";

import { ConfirmDialog } from "@/components/confirm-dialog";
import type { LeaveQuestion } from "./use-leave-question";

type LeaveDialogProps = {
  question: LeaveQuestion;
  /** What is going on: "Disabling 1,204 keys". */
  doing: string;
};

/** Asks before the page is left while something runs on it. */
export function LeaveDialog({ question, doing }: LeaveDialogProps) {
  return (
    <ConfirmDialog
      open={question.isAsked}
      onClose={question.stay}
      title="Stop and leave this page?"
      description={`${doing} is under way.`}
      confirmLabel="Stop and leave"
      onConfirm={async () => {
        question.leave();
        return undefined;
      }}
    >
      <p className="text-fg-2">What is done stays done. The rest is not done.</p>
    </ConfirmDialog>
  );
}
