"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format/number";
import type { KeySecret } from "@/lib/services/provisioning-keys/rotation/read";
import { endRotationAction } from "../../actions";

type EndGraceButtonProps = { id: string; name: string; old: KeySecret };

/** Ends the grace period of a rotation, after saying who may still have the old string. */
export function EndGraceButton({ id, name, old }: EndGraceButtonProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);

  const end = async () => {
    const result = await endRotationAction({ id });
    if (!result.ok) return result.error.message;
    toast.success(`The old string of ${name} is refused from now on`);
    router.refresh();
    return undefined;
  };
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setOpen(true)}>
        End grace period…
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        danger
        title={`End the grace period of ${name}?`}
        confirmLabel="End grace period"
        onConfirm={end}
      >
        <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
          <li>
            Enrollments with the string <code className="font-mono text-2xs">{old.fingerprint}</code> are refused at
            once, with the code key_rotated.
          </li>
          <li>
            {old.usesSinceReplaced === 0
              ? "Nobody has used it since it was replaced."
              : `${formatCount(old.usesSinceReplaced, "App Connector")} enrolled with it since it was replaced.`}
          </li>
          <li>App Connectors that enrolled keep working.</li>
        </ul>
      </ConfirmDialog>
    </>
  );
}
