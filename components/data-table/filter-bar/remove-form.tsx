"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Asks before a saved filter is deleted; `onConfirm` resolves with nothing, or with the words of an error. */
export function RemoveForm(props: {
  name: string;
  onCancel: () => void;
  onConfirm: () => Promise<string | undefined>;
}) {
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setFailure(await props.onConfirm());
    setBusy(false);
  };
  return (
    <div className="grid gap-3 p-2">
      <p className="[overflow-wrap:anywhere]">Delete the saved filter “{props.name}”? The list stays as it is.</p>
      {failure ? (
        <p role="alert" className="text-xs text-bad-fg">
          {failure}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="quiet" className="max-md:h-10" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button size="sm" variant="danger" autoFocus busy={busy} className="max-md:h-10" onClick={() => void confirm()}>
          Delete
        </Button>
      </div>
    </div>
  );
}
