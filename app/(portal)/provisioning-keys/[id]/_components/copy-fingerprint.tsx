"use client";

import { CopyButton } from "@/components/copy-button";

/** Puts a fingerprint on the clipboard: what somebody is asked to compare. */
export function CopyFingerprint({ name, fingerprint }: { name: string; fingerprint: string }) {
  return (
    <CopyButton label={`Copy fingerprint of ${name}`} getText={() => fingerprint} className="-ml-1 max-md:-my-2.5" />
  );
}
