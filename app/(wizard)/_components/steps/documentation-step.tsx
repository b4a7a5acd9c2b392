"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { explainHidden, explainReveal } from "@/app/(portal)/provisioning-keys/_components/row-reasons";
import { useKeyText } from "@/app/(portal)/provisioning-keys/_components/use-key-text";
import { CopyButton } from "@/components/copy-button";
import { type OneTimeKey, OneTimeKeyPanel } from "@/components/one-time-key/one-time-key-panel";
import { SecretField } from "@/components/secret-field";
import { useTimeZone } from "@/components/shell/clock";
import { Banner } from "@/components/ui/banner";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
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

const COMMANDS = [
  "npx latchkey-connector check-key --key-file provisioning-key.txt",
  "npx latchkey-connector enroll --key-file provisioning-key.txt --state-dir ./connector-state",
];

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
      <p className="-mt-4 text-fg-2 [overflow-wrap:anywhere]">{facts.join(" · ")}</p>
      {lost ? (
        <Banner tone="warn" role="alert" title="Created, not shown again.">
          {lost}{" "}
          <TextLink href={`/provisioning-keys?q=${key.fingerprint}&delete=${key.id}`}>Delete {key.name}</TextLink>
        </Banner>
      ) : null}
      {secret ? (
        <OneTimeKeyPanel secret={secret} recoverable={key.viewOrExport} safe={safe} onKept={onKept} />
      ) : lost ? null : (
        <StoredKey documented={key} />
      )}
      <section aria-labelledby="enroll-heading">
        <h3 id="enroll-heading" className="mb-1 font-medium">
          Enroll a connector
        </h3>
        <p className="mb-2 text-fg-2">
          Put the key into <code className="font-mono text-xs">provisioning-key.txt</code>, in a file that only its user
          can read, on the machine of the connector; it never belongs on a command line. Then:
        </p>
        <div className="flex items-start gap-3 rounded-sm bg-surface-2 px-3 py-2.5 inset-ring inset-ring-border forced-colors:border">
          <pre className="min-w-0 flex-1 font-mono text-[12px]/5 whitespace-pre-wrap">{COMMANDS.join("\n")}</pre>
          <CopyButton label="Copy commands" getText={() => COMMANDS.join("\n")} />
        </div>
      </section>
    </>
  );
}

/** A key that exists: masked, each look at it an audited request, as in the list. */
function StoredKey({ documented: row }: { documented: KeyRow }) {
  const { reveal, copy, download } = useKeyText(row.id, row.name);
  const [downloading, setDownloading] = useState(false);
  if (row.mask === null) return <Banner tone="plain">{explainHidden(row)}</Banner>;
  const reason = explainReveal(row);
  const name = `provisioning key ${row.name}`;
  return (
    <section aria-label="Provisioning key">
      <h3 className="mb-1.5 font-medium">Provisioning key</h3>
      <SecretField variant="block" mask={row.mask} name={name} reveal={reveal} copy={copy} disabledReason={reason}>
        <CopyButton
          label={`Copy ${name}`}
          getText={copy}
          disabledReason={reason}
          onFailed={(error) =>
            toast.error(`${row.name} was not copied`, {
              description:
                error instanceof Error ? error.message : "The browser does not allow it. Reveal or download it.",
            })
          }
        />
        <IconButton
          label={`Download ${name}`}
          tooltip="Download"
          disabledReason={reason}
          busy={downloading}
          onClick={async () => {
            setDownloading(true);
            await download();
            setDownloading(false);
          }}
        >
          <Download />
        </IconButton>
      </SecretField>
    </section>
  );
}
