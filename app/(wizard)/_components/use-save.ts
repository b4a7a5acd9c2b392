"use client";

import { useState } from "react";
import { newRequestId } from "@/app/(portal)/provisioning-keys/_components/new-request-id";
import { createKeyAction } from "@/app/(portal)/provisioning-keys/actions";
import type { OneTimeKey } from "@/components/one-time-key/one-time-key-panel";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import type { Problems } from "./steps";
import type { WizardState } from "./use-wizard";

type Failure = { message: string; link?: { href: string; words: string } };
type Outcome =
  | { kind: "created"; key: KeyRow; secret: OneTimeKey }
  | { kind: "lost"; id: string; message: string }
  | { kind: "refused"; fields: Problems }
  | { kind: "failed" };

/** Sends the form once, however often Save is pressed. Out: the request, whether it runs, and what failed. */
export function useSave(wizard: WizardState) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const save = async (): Promise<Outcome> => {
    setSaving(true);
    setFailure(undefined);
    const result = await createKeyAction(wizard.values).catch(() => null);
    setSaving(false);
    if (!result) {
      // The request keeps its id, so that a key whose answer was lost is not made a second time.
      setFailure({ message: "The server did not answer. Save again: a key is not made twice." });
      return { kind: "failed" };
    }
    if (result.ok) {
      const { key, provisioningKey, fileName } = result.data;
      return { kind: "created", key, secret: { text: provisioningKey, fileName } };
    }
    const { code, message, fields, details } = result.error;
    if (code === "already_shown") return { kind: "lost", id: (details as { id: string }).id, message };
    if (Object.keys(fields).length > 0) return { kind: "refused", fields };
    if (code === "conflict") wizard.setValue("requestId", newRequestId());
    setFailure({
      message,
      ...(code === "conflict" && { link: { href: "/provisioning-keys", words: "Go to the list" } }),
      ...(code === "unauthenticated" && {
        link: {
          href: `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`,
          words: "Sign in",
        },
      }),
    });
    return { kind: "failed" };
  };
  return { save, saving, failure };
}
