"use client";

import { useCallback } from "react";
import { saveTextFile } from "@/components/one-time-key/save-text-file";
import { toast } from "@/components/ui/toast";
import type { KeyFileFormat } from "@/lib/recipes/schema";
import { copyKeyAction, downloadKeyAction, revealKeyAction } from "../actions";

const NO_ANSWER = "The server did not answer. Check the connection and try again.";

/** Ways to get at one key's string. Each is an audited request of its own, and nothing keeps the answer. */
export function useKeyText(id: string, name: string) {
  const reveal = useCallback(async () => {
    const result = await revealKeyAction({ id }).catch(() => null);
    if (!result?.ok) throw new Error(result?.error.message ?? NO_ANSWER);
    return result.data;
  }, [id]);

  const copy = useCallback(async () => {
    const result = await copyKeyAction({ id }).catch(() => null);
    if (!result?.ok) throw new Error(result?.error.message ?? NO_ANSWER);
    return result.data;
  }, [id]);

  const download = useCallback(
    async (format: KeyFileFormat = "plain") => {
      const result = await downloadKeyAction({ id, format }).catch(() => null);
      if (!result?.ok) {
        toast.error(`${name} was not downloaded`, { description: result?.error.message ?? NO_ANSWER });
        return;
      }
      saveTextFile(result.data.fileName, result.data.content);
      toast.success(`Provisioning key ${name} downloaded`);
    },
    [id, name],
  );

  return { reveal, copy, download };
}
