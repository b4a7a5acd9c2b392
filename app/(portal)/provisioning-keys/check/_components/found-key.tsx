import { CircleCheck, CircleSlash, Clock } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { patchLocation } from "@/components/data-table/list-location";
import { AbsoluteTime } from "@/components/relative-time";
import { StatusBadge } from "@/components/status-badge";
import { ReasonCode } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { KeyValues } from "@/components/ui/card";
import { formatNumber } from "@/lib/format/number";
import type { CheckedKey } from "@/lib/services/provisioning-keys/check";
import { keyHref } from "../../../_components/entity-links";
import { editHref } from "../../_components/key-row-links";
import { type EditFocus, KEYS_PATH } from "../../search-params";

type Found = Extract<CheckedKey, { known: true }>;

const LIST = { path: KEYS_PATH, search: "" };

const LINK = "text-accent underline-offset-2 hover:underline";
const groupHref = (name: string) => patchLocation({ path: "/connector-groups", search: "" }, { q: name });

/** What mends a refusal, for who may change the key. */
const MENDS: Partial<Record<string, { label: string; focus?: EditFocus }>> = {
  key_exhausted: { label: "Raise the maximum", focus: "maximum" },
  key_expired: { label: "Change the expiry", focus: "expiry" },
  key_disabled: { label: "Edit the key" },
  ip_not_allowed: { label: "Edit the key" },
  signing_certificate_unusable: { label: "Edit the key" },
};

/** A key that is known here, and what an enrollment with it would be answered. `address`: the one it was judged for. */
export function FoundKey({
  found: { key, verdict, unjudged, validUntil },
  address,
}: {
  found: Found;
  address: string | null;
}) {
  const mend = verdict.outcome === "refused" && key.canEdit ? MENDS[verdict.code] : undefined;
  const isOver = verdict.outcome === "refused" && verdict.code === "key_rotated";
  return (
    <>
      <KeyValues>
        <dt>Key</dt>
        <dd>
          <Link href={keyHref(key)} className={`font-medium ${LINK}`}>
            {key.name}
          </Link>
        </dd>
        <dt>Group</dt>
        <dd>
          <Link href={groupHref(key.groupName)} className={LINK}>
            {key.groupName}
          </Link>
        </dd>
        <dt>Status</dt>
        <dd>
          <StatusBadge status={key.status} />
          {key.disabledBy === "group" ? <span className="text-fg-3"> by its group</span> : null}
        </dd>
        <dt>Uses</dt>
        <dd>
          {formatNumber(key.used)} of {key.maximum === null ? "unlimited" : formatNumber(key.maximum)}
        </dd>
        {key.expiresAt ? (
          <>
            <dt>Expires</dt>
            <dd>
              <AbsoluteTime at={key.expiresAt} until />
            </dd>
          </>
        ) : null}
        {validUntil ? (
          <>
            <dt>Replaced</dt>
            <dd>
              This key string was replaced. It {isOver ? "was" : "is"} accepted until{" "}
              <AbsoluteTime at={validUntil} until />
            </dd>
          </>
        ) : null}
        <dt>Now</dt>
        <dd>
          {verdict.outcome === "refused" ? (
            <Outcome icon={<CircleSlash className="text-bad-mark" />}>
              Refused: <ReasonCode>{verdict.code}</ReasonCode> {verdict.detail}
            </Outcome>
          ) : (
            <Outcome
              icon={
                verdict.outcome === "pending" ? (
                  <Clock className="text-warn-mark" />
                ) : (
                  <CircleCheck className="text-ok-mark" />
                )
              }
            >
              {acceptedWords(verdict.outcome, unjudged.key || unjudged.group, address)}
            </Outcome>
          )}
        </dd>
      </KeyValues>
      {mend ? (
        <Button asChild size="sm" className="mt-3">
          <Link href={editHref(LIST, key.id, mend.focus)}>{mend.label}</Link>
        </Button>
      ) : null}
    </>
  );
}

function Outcome({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="flex gap-1.5 [&>.lucide]:mt-0.5 [&>.lucide]:size-3.5 [&>.lucide]:shrink-0">
      {icon}
      <span>{children}</span>
    </span>
  );
}

function acceptedWords(outcome: "accepted" | "pending", isUnjudged: boolean, address: string | null): string {
  const from = isUnjudged ? " from the addresses of its allow lists" : address ? ` from ${address}` : "";
  return outcome === "pending"
    ? `Would be accepted${from}; an administrator then has to approve the connector.`
    : `Would be accepted${from}.`;
}
