"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { PaletteItem, PaletteSource } from "./palette-item";

const WAIT_MS = 150;

type Settled = { text: string; attempt: number; items: readonly PaletteItem[]; error: string | null };
const NOTHING: Settled = { text: "", attempt: 0, items: [], error: null };

export type Lookup = {
  /** What was found for the last text that was answered; kept while the next one is asked. */
  items: readonly PaletteItem[];
  error: string | null;
  pending: boolean;
  retry: () => void;
};

/** Asks for each text once typing rests; an answer that comes late, after another text was typed, is dropped. */
export function useLookup(text: string, ask: PaletteSource["ask"]): Lookup {
  const [settled, setSettled] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const askFor = useEffectEvent(ask);
  useEffect(() => {
    if (text === "") return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await askFor(text).catch(() => ({
        error: "The server did not answer. Check the connection and try again.",
      }));
      if (!wanted) return;
      setSettled(
        "items" in answer
          ? { text, attempt, items: answer.items, error: null }
          : { text, attempt, items: [], ...answer },
      );
    }, WAIT_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, attempt]);
  if (text === "") return { items: [], error: null, pending: false, retry: () => {} };
  const pending = settled.text !== text || settled.attempt !== attempt;
  return {
    items: settled.items,
    error: pending ? null : settled.error,
    pending,
    retry: () => setAttempt(attempt + 1),
  };
}
