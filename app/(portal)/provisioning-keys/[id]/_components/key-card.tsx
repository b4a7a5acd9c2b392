"use client";

import { Download, Eye, EyeOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useState, useTransition } from "react";
import { CopyButton } from "@/components/copy-button";
import type { ListLocation } from "@/components/data-table/list-location";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { useTimedReveal } from "@/components/ui/use-timed-reveal";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { DownloadMenu } from "../../_components/download-menu";
import { editHref } from "../../_components/key-row-links";
import { explainHidden, explainReveal } from "../../_components/row-reasons";
import { useKeyText } from "../../_components/use-key-text";

type KeyCardProps = {
  row: KeyRow;
  here: ListLocation;
  /** The strings of the key, below the buttons. */
  children?: ReactNode;
};

/** The key string: masked, with the ways to get at it that the server allows; or why there are none. */
export function KeyCard({ row, here, children }: KeyCardProps) {
  return (
    <Card aria-labelledby="key">
      <CardHeader title={<span id="key">Provisioning key</span>}>
        {row.mask === null ? <EyeOff aria-hidden className="size-3.5 text-fg-3" /> : null}
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {row.mask === null ? (
          <p className="text-fg-2">Blank on purpose. {explainHidden(row)}</p>
        ) : (
          <Handout row={row} mask={row.mask} here={here} />
        )}
        {children}
      </CardBody>
    </Card>
  );
}

function Handout({ row, mask, here }: { row: KeyRow; mask: string; here: ListLocation }) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const text = useKeyText(row.id, row.name);
  const [downloading, setDownloading] = useState(false);
  // Each use is in the ledger from the moment it is answered.
  const refresh = useCallback(() => startTransition(() => router.refresh()), [router]);
  const getText = text.reveal;
  const { reveal, secondsLeft, show, hide } = useTimedReveal(
    useCallback(async () => {
      const shown = await getText();
      refresh();
      return shown;
    }, [getText, refresh]),
  );
  const reason = explainReveal(row);
  const name = `provisioning key ${row.name}`;
  const isOpen = reveal.state === "shown" || reveal.state === "failed";
  return (
    <>
      {reveal.state === "failed" ? (
        <Banner tone="bad" role="alert">
          {reveal.error instanceof Error ? reveal.error.message : "The key could not be revealed. Try again."}
        </Banner>
      ) : (
        <div className="rounded-sm bg-surface-2 px-3 py-2 inset-ring inset-ring-border forced-colors:border">
          {reveal.state === "shown" ? (
            <code className="block font-mono text-[12.5px]/5 break-all select-all">{reveal.text}</code>
          ) : (
            <code aria-hidden className="block truncate font-mono text-[12.5px]/5 text-fg-2">
              {mask}
            </code>
          )}
        </div>
      )}
      <div className="flex gap-1.5 [&>button]:flex-1 max-xl:[&>button]:px-2 max-md:[&>button]:px-3">
        <Button
          icon={isOpen ? <EyeOff className="size-3.5" /> : <Eye className="size-3.5" />}
          aria-label={`${isOpen ? "Hide" : "Reveal"} ${name}`}
          busy={reveal.state === "loading"}
          disabledReason={reason}
          onClick={() => (isOpen ? hide() : void show())}
        >
          {isOpen ? "Hide" : "Reveal"}
        </Button>
        <CopyButton
          label={`Copy ${name}`}
          getText={text.copy}
          disabledReason={reason}
          onCopied={() => {
            toast.success(`Provisioning key ${row.name} copied`);
            refresh();
          }}
          onFailed={(error) => {
            const why =
              error instanceof Error ? error.message : "The browser does not allow it. Reveal or download it.";
            toast.error(`${row.name} was not copied`, { description: why });
          }}
        >
          Copy
        </CopyButton>
        <Button
          icon={<Download className="size-3.5" />}
          aria-label={`Download ${name}`}
          busy={downloading}
          disabledReason={reason}
          onClick={async () => {
            setDownloading(true);
            await text.download();
            setDownloading(false);
            refresh();
          }}
        >
          Download
        </Button>
      </div>
      {reason ? (
        <p className="text-xs text-fg-2">
          {reason} <Remedy row={row} here={here} />
        </p>
      ) : (
        <div className="flex items-center gap-3">
          <p aria-live="off" className="flex-1 text-xs text-fg-3">
            {reveal.state === "shown"
              ? `Hides in ${secondsLeft} s.`
              : "Each reveal, copy and download is written to the ledger."}
          </p>
          <DownloadMenu id={row.id} name={row.name} onDone={refresh} />
        </div>
      )}
    </>
  );
}

/** The field that brings a key back that has run out. */
function Remedy({ row, here }: { row: KeyRow; here: ListLocation }) {
  if (!row.canEdit) return null;
  if (row.revealBlock === "expired") {
    return (
      <TextLink href={editHref(here, row.id, "expiry")} scroll={false} prefetch={false}>
        Change expiry
      </TextLink>
    );
  }
  if (row.revealBlock !== "exhausted") return null;
  return (
    <TextLink href={editHref(here, row.id, "maximum")} scroll={false} prefetch={false}>
      Raise limit
    </TextLink>
  );
}
