"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Field } from "@/components/form/field";
import { Segments } from "@/components/ui/segments";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { DisconnectedCounts } from "@/lib/services/connectors/remove-disconnected";
import { useParamDialog } from "../../_components/use-param-dialog";
import { removeDisconnectedAction } from "../actions";
import { CONNECTOR_NOUN } from "./connectors-offers";

/** Deletes the connectors that have been disconnected for long; says how many there are before it asks. */
export function CleanupDialog({ counts }: { counts: DisconnectedCounts }) {
  const router = useRouter();
  const { open, close } = useParamDialog("cleanup", "1");
  const [days, setDays] = useState<DisconnectedCounts[number]["days"]>(30);
  const [deleted, setDeleted] = useState(0);
  const count = counts.find((offered) => offered.days === days)?.count ?? 0;
  const connectors = formatCount(count, ...CONNECTOR_NOUN);

  const confirm = async () => {
    let done = 0;
    for (let more = true; more; ) {
      const result = await removeDisconnectedAction({ days }).catch(() => null);
      if (!result?.ok) {
        router.refresh();
        const what = result ? result.error.message : "The server did not answer.";
        return done === 0 ? what : `${what} ${formatCount(done, ...CONNECTOR_NOUN)} were deleted before.`;
      }
      done += result.data.deleted;
      setDeleted(done);
      more = result.data.more;
    }
    close();
    toast.success(`${formatCount(done, ...CONNECTOR_NOUN)} deleted`);
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      danger
      icon={<Trash2 />}
      title="Delete disconnected App Connectors?"
      confirmLabel={count === 0 ? "Delete" : `Delete ${connectors}`}
      blockedReason={count === 0 ? "None has been disconnected for so long" : undefined}
      onConfirm={confirm}
    >
      <Field label="Disconnected for at least">
        <Segments
          className="self-start max-md:grid-cols-4"
          value={String(days)}
          onValueChange={(value) => setDays(Number(value) as typeof days)}
          options={counts.map((offered) => ({ value: String(offered.days), label: `${offered.days} days` }))}
        />
      </Field>
      <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
        <li aria-live="polite">
          {count === 0 ? (
            "No App Connector has been disconnected for so long."
          ) : (
            <>
              <TextLink href={`/connectors?filter=disconnected:gte:${days}`} prefetch={false}>
                {connectors}
              </TextLink>{" "}
              {count === 1 ? "has" : "have"} been disconnected for so long.
            </>
          )}
        </li>
        <li>Their certificates are revoked and they are refused at once. Their uses of keys stay counted.</li>
        <li>Disabled and revoked connectors stay, and those that never reported.</li>
        <li>It cannot be undone: to come back, a machine enrolls again.</li>
      </ul>
      {deleted > 0 ? (
        <p role="status" className="text-fg-2">
          {formatNumber(deleted)} of {formatNumber(Math.max(count, deleted))} deleted…
        </p>
      ) : null}
    </ConfirmDialog>
  );
}
