"use client";

import { useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { IconLink } from "@/components/data-table/icon-link";
import { SecretField } from "@/components/secret-field";
import { Glyph } from "@/components/ui/glyph";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { InfoTip } from "./info-tip";
import { editHref } from "./key-row-links";
import { useList } from "./list-context";
import { explainExhausted, explainHidden, explainReveal } from "./row-reasons";
import { useKeyText } from "./use-key-text";

/** Mask and buttons of one key; blank with the reason when View or Export is off. What is on was decided by the server. */
export function KeyCell({ row }: { row: KeyRow }) {
  const { reveal, copy, download } = useKeyText(row.id, row.name);
  const [downloading, setDownloading] = useState(false);
  if (row.mask === null) {
    return (
      <InfoTip label={`Why the provisioning key ${row.name} is blank`} className="-ml-1.5 max-md:-ml-3">
        {`Blank on purpose. ${explainHidden(row)}`}
      </InfoTip>
    );
  }
  const reason = explainReveal(row);
  const name = `provisioning key ${row.name}`;
  return (
    <SecretField
      mask={row.mask}
      name={name}
      reveal={reveal}
      copy={copy}
      disabledReason={reason}
      maskClassName="w-[166px]"
      className="max-md:-mr-3.5"
    >
      <CopyButton
        label={`Copy ${name}`}
        rowAction="copy"
        getText={copy}
        disabledReason={reason}
        onCopied={() => toast.success(`Provisioning key ${row.name} copied`)}
        onFailed={(error) =>
          toast.error(`${row.name} was not copied`, {
            description:
              error instanceof Error ? error.message : "The browser does not allow it. Reveal or download it.",
          })
        }
      />
      <Remedy row={row} />
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
        <Glyph name="download" />
      </IconButton>
    </SecretField>
  );
}

/** Beside Copy, when a key has run out: the way to the field that brings it back. */
function Remedy({ row }: { row: KeyRow }) {
  const list = useList();
  if (row.revealBlock === "expired" && row.canEdit) {
    return (
      <IconLink
        href={editHref(list, row.id, "expiry")}
        label={`Change expiry of ${row.name}`}
        tooltip="Expired. Change the expiry"
        icon="calendar-clock"
        tone="warn"
      />
    );
  }
  if (row.remaining !== 0 || row.revealBlock === "expired") return null;
  if (!row.canEdit) {
    return (
      <InfoTip label={`Why ${row.name} is exhausted`} icon="triangle-alert" tone="warn">
        {explainExhausted(row)}
      </InfoTip>
    );
  }
  return (
    <IconLink
      href={editHref(list, row.id, "maximum")}
      label={`Raise maximum of ${row.name}`}
      tooltip={explainExhausted(row)}
      icon="triangle-alert"
      tone="warn"
    />
  );
}
