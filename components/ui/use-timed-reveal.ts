"use client";

import { useCallback, useEffect, useState } from "react";
import { announce } from "./announcer";

export const REVEAL_SECONDS = 30;

type Reveal =
  | { state: "hidden" }
  | { state: "loading" }
  | { state: "shown"; text: string; until: number }
  | { state: "failed"; error: unknown };

/**
 * Holds a secret in memory for 30 seconds at most: `show` asks for it, then it goes by itself, on `hide`, when the page is
 * no longer visible, and when the component leaves. `secondsLeft` counts down while it is shown.
 */
export function useTimedReveal(getText: () => Promise<string>) {
  const [reveal, setReveal] = useState<Reveal>({ state: "hidden" });
  const [secondsLeft, setSecondsLeft] = useState(0);

  const hide = useCallback(() => setReveal({ state: "hidden" }), []);
  const show = useCallback(async () => {
    setReveal({ state: "loading" });
    try {
      const text = await getText();
      setSecondsLeft(REVEAL_SECONDS);
      setReveal({ state: "shown", text, until: Date.now() + REVEAL_SECONDS * 1_000 });
      announce(`Key revealed for ${REVEAL_SECONDS} seconds`);
    } catch (error) {
      setReveal({ state: "failed", error });
    }
  }, [getText]);

  const until = reveal.state === "shown" ? reveal.until : null;
  useEffect(() => {
    if (until === null) return;
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1_000);
      if (left > 0) setSecondsLeft(left);
      else hide();
    };
    const onVisibility = () => {
      if (document.visibilityState === "hidden") hide();
    };
    const timer = setInterval(tick, 250);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [until, hide]);

  return { reveal, secondsLeft, show, hide };
}
