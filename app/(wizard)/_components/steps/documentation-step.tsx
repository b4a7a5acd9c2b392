"use client";

import { DocumentationStep as Documentation } from "@/app/(portal)/_components/documentation/documentation-step";
import { type OneTimeKey, OneTimeKeyPanel } from "@/components/one-time-key/one-time-key-panel";
import { useTimeZone } from "@/components/shell/clock";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";
import { formatDateTime } from "@/lib/format/date";
import { formatCount } from "@/lib/format/number";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";

type DocumentationStepProps = {
  documented: KeyRow;
  /** The key string, while it is shown this once. */
  secret: OneTimeKey | null;
  safe: boolean;
  onKept: () => void;
  /** That the key was made by a request whose answer was lost, in the server's words. */
  lost: string | null;
};

/** Step 6: the key, once if it was made just now, and how a connector enrolls with it. */
export function DocumentationStep({ documented: key, secret, safe, onKept, lost }: DocumentationStepProps) {
  const zone = useTimeZone();
  const facts = [
    key.groupName,
    key.maximum === null ? "Unlimited uses" : formatCount(key.maximum, "use"),
    key.expiresAt === null ? "Never expires" : `Expires ${formatDateTime(key.expiresAt, zone)}`,
    key.signingCertificateName,
  ];
  return (
    <>
      <p className="-mt-4 text-fg-2 [overflow-wrap:anywhere]">{facts.join("\u00a0· ")}</p>
      {lost ? (
        <Banner tone="warn" role="alert" title="Created, not shown again.">
          {lost}{" "}
          <TextLink href={`/provisioning-keys?q=${key.fingerprint}&delete=${key.id}`}>Delete {key.name}</TextLink>
        </Banner>
      ) : null}
      <Documentation keyId={key.id} secret={secret?.text ?? null} onKept={onKept}>
        {secret ? (
          <div className="grid gap-4">
            <OneTimeKeyPanel secret={secret} recoverable={key.viewOrExport} safe={safe} onKept={onKept} />
          </div>
        ) : undefined}
      </Documentation>
    </>
  );
}
