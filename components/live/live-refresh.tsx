"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { announce } from "@/components/ui/announcer";
import { keepConnected } from "./keep-connected";
import { LiveBanner } from "./live-banner";
import { paceRefreshes } from "./pace-refreshes";
import { isLive, resetLive, setLive } from "./use-live";

/** States that come by the clock, such as Expired, leave no trace that could be told. */
const OLDEST_MS = 60_000;
/** What must not change behind a person who works in it. */
const LAYERS = "[role=dialog],[role=alertdialog],[role=menu],[role=listbox]";

type LiveRefreshProps = {
  /** A name that /api/events knows. */
  resource: string;
  /** When the server read what the page shows: its `Date.now()`. */
  renderedAt: number;
};

/** How far this browser's clock is ahead of the server's, at most. */
let clockAhead = Number.POSITIVE_INFINITY;

/**
 * Keeps the page that holds it up to date: it reads the page again, through its ordinary query, when the server says that
 * something changed. Scroll position, focus and what is expanded stay. Shows a notice while that is not possible.
 */
export function LiveRefresh({ resource, renderedAt }: LiveRefreshProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const since = useRef(renderedAt);
  const [pace] = useState(() =>
    paceRefreshes({
      refresh: () => startTransition(() => router.refresh()),
      isBlocked: () => !isLive() || document.visibilityState !== "visible" || document.querySelector(LAYERS) !== null,
    }),
  );

  useEffect(() => {
    since.current = renderedAt;
    clockAhead = Math.min(clockAhead, Date.now() - renderedAt);
    setLive({ readAt: renderedAt + clockAhead });
    const timer = setTimeout(pace.request, OLDEST_MS);
    return () => clearTimeout(timer);
  }, [renderedAt, pace]);

  useEffect(() => {
    if (!pending) pace.settle();
  }, [pending, pace]);

  useEffect(() => {
    let paused = false;
    const connection = keepConnected({
      url: () => `/api/events?resource=${resource}&since=${since.current}`,
      onChange: pace.request,
      onStatus: (status, nextTryAt) => {
        setLive({ status, nextTryAt });
        if (paused === (status === "offline")) return;
        if (status !== "offline" && status !== "live") return;
        paused = status === "offline";
        announce(paused ? "Live updates paused" : "Live updates are back");
      },
      onRefused: () => startTransition(() => router.refresh()),
    });
    setLive({ retry: connection.retry });
    return () => {
      connection.close();
      pace.close();
      resetLive();
    };
  }, [resource, pace, router]);

  return <LiveBanner />;
}
