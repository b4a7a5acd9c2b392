"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Pill } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format/number";
import type { OwnSession } from "@/lib/services/sessions/list-own";
import { endOtherSessionsAction, endOwnSessionAction } from "../actions";
import { describeBrowser } from "./describe-browser";

/** Where the person is signed in, with a way to end each session but this one. */
export function SessionsCard({ sessions }: { sessions: readonly OwnSession[] }) {
  const router = useRouter();
  const [busy, setBusy] = useState<string>();
  const others = sessions.filter(({ current }) => !current).length;

  const end = async (what: string, run: () => Promise<string | { error: string }>) => {
    setBusy(what);
    const outcome = await run().catch(() => ({ error: "The server did not answer. Try again." }));
    setBusy(undefined);
    if (typeof outcome === "string") toast.success(outcome);
    else toast.error("Not ended", { description: outcome.error });
    router.refresh();
  };
  const endOne = (id: string) =>
    end(id, async () => {
      const result = await endOwnSessionAction({ id });
      return result.ok ? "Session ended" : { error: result.error.message };
    });
  const endOthers = () =>
    end("others", async () => {
      const result = await endOtherSessionsAction({});
      return result.ok ? `${formatCount(result.data.ended, "session")} ended` : { error: result.error.message };
    });
  return (
    <Card>
      <CardHeader title="Sessions">
        {others > 0 ? (
          <Button busy={busy === "others"} onClick={endOthers}>
            End all others
          </Button>
        ) : null}
      </CardHeader>
      <ul aria-label="Your sessions" className="divide-y">
        {sessions.map(({ id, current, ip, userAgent, lastSeenAt, signedInAt }) => {
          const browser = describeBrowser(userAgent);
          return (
            <li key={id} className="flex items-center gap-3 px-4 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium" title={userAgent ?? undefined}>
                  {browser}
                  {current ? <Pill tone="ok">This session</Pill> : null}
                </p>
                <p className="text-xs text-fg-2">
                  <span className="font-mono">{ip ?? "Unknown address"}</span> · last used{" "}
                  <RelativeTime at={lastSeenAt} className="lowercase" /> · signed in{" "}
                  <RelativeTime at={signedInAt} className="lowercase" />
                </p>
              </div>
              {current ? null : (
                <Button
                  aria-label={`End session ${browser}, ${ip ?? "unknown address"}`}
                  busy={busy === id}
                  onClick={() => endOne(id)}
                >
                  End
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
