"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { keyNameSchema } from "@/lib/services/provisioning-keys/schema";
import { checkKeyNameAction } from "../actions";

const WAIT_MS = 300;
const TAKEN = "Another provisioning key has this name.";

/**
 * Judges a name while it is typed: by the schema at once, and whether it is taken by asking the server. What counts in
 * the end is the answer to Save. In: the name as typed. Out: what is wrong, whether it is known to be free, and the same
 * question asked at once, for Continue.
 */
export function useNameCheck(name: string) {
  const [known, setKnown] = useState<{ name: string; taken: boolean } | null>(null);
  const latest = useRef(name);
  latest.current = name;
  const parsed = keyNameSchema.safeParse({ name });
  const isEmpty = name.trim() === "";

  const ask = async (asked: string): Promise<boolean> => {
    const answer = await checkKeyNameAction({ name: asked }).catch(() => null);
    // Without an answer the name counts as free here: Save asks again.
    if (!answer?.ok) return false;
    if (latest.current === asked) setKnown({ name: asked, taken: answer.data.taken });
    return answer.data.taken;
  };
  const valid = parsed.success;
  const askLater = useEffectEvent(ask);
  useEffect(() => {
    if (!valid) return;
    const timer = setTimeout(() => void askLater(name), WAIT_MS);
    return () => clearTimeout(timer);
  }, [name, valid]);

  const isKnown = known?.name === name;
  return {
    error: isEmpty ? undefined : valid ? (isKnown && known.taken ? TAKEN : undefined) : parsed.error.issues[0]?.message,
    isFree: valid && isKnown && !known.taken,
    isTaken: async () => (valid ? (isKnown ? known.taken : await ask(name)) : false),
    taken: TAKEN,
  };
}
