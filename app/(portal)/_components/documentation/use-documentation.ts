"use client";

import { useCallback, useEffect, useState } from "react";
import { saveTextFile } from "@/components/one-time-key/save-text-file";
import { toast } from "@/components/ui/toast";
import { fillKey } from "@/lib/recipes/fill-key";
import type { KeyFile } from "@/lib/recipes/make-key-file";
import type { Recipe } from "@/lib/recipes/recipe";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { copyKeyAction, documentKeyAction, downloadKeyAction, revealKeyAction } from "../../provisioning-keys/actions";

const NO_ANSWER = "The server did not answer. Check the connection and try again.";

type Documentation = { key: KeyRow; recipes: Recipe[]; files: KeyFile[] };
type Load = { state: "loading" } | { state: "failed"; message: string } | { state: "loaded"; data: Documentation };

/** Recipes and files of a key; they hold a placeholder, not the key. */
export function useDocumentation(keyId: string) {
  const [load, setLoad] = useState<Load>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies(attempt): another attempt asks again.
  useEffect(() => {
    let listens = true;
    const ask = async () => {
      const result = await documentKeyAction({ id: keyId }).catch(() => null);
      if (!listens) return;
      if (result?.ok) setLoad({ state: "loaded", data: result.data });
      else setLoad({ state: "failed", message: result?.error.message ?? NO_ANSWER });
    };
    void ask();
    return () => {
      listens = false;
    };
  }, [keyId, attempt]);
  const retry = useCallback(() => {
    setLoad({ state: "loading" });
    setAttempt((count) => count + 1);
  }, []);
  return { load, retry };
}

/** The ways to the key's text: from `secret` where it was just made, else each an audited request of its own. */
export function useKeySource(keyId: string, secret: string | null, onKept?: () => void) {
  const reveal = useCallback(async () => {
    if (secret !== null) return secret;
    const result = await revealKeyAction({ id: keyId }).catch(() => null);
    if (!result?.ok) throw new Error(result?.error.message ?? NO_ANSWER);
    return result.data;
  }, [keyId, secret]);
  const copy = useCallback(async () => {
    if (secret !== null) return secret;
    const result = await copyKeyAction({ id: keyId }).catch(() => null);
    if (!result?.ok) throw new Error(result?.error.message ?? NO_ANSWER);
    return result.data;
  }, [keyId, secret]);
  const download = async (file: KeyFile) => {
    if (secret !== null) {
      saveTextFile(file.fileName, fillKey(file.template, secret));
    } else {
      const result = await downloadKeyAction({ id: keyId, format: file.format }).catch(() => null);
      if (!result?.ok) {
        toast.error("The key was not downloaded", { description: result?.error.message ?? NO_ANSWER });
        return;
      }
      saveTextFile(result.data.fileName, result.data.content);
    }
    toast.success(`${file.fileName} downloaded`);
    onKept?.();
  };
  return { reveal, copy, download };
}
