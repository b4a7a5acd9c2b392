import { BadgeCheck, Calendar, Fingerprint, Layers } from "lucide-react";
import type { ReactNode } from "react";
import { LiveDot } from "@/components/live/live-dot";
import { AbsoluteTime } from "@/components/relative-time";
import { ManagedLock, StatusBadge } from "@/components/status-badge";
import { TextLink } from "@/components/ui/text-link";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { certificateHref, groupHref } from "../../../_components/entity-links";
import { explainManaged, explainStatus } from "../../_components/row-reasons";
import { CopyFingerprint } from "./copy-fingerprint";

/** Name, state and what the key belongs to; buttons at the right. */
export function KeyHead({ detail, actions }: { detail: KeyDetail; actions: ReactNode }) {
  const { signingCertificate: certificate } = detail;
  return (
    <div className="flex items-start gap-x-6 gap-y-3 max-md:flex-col">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold tracking-title [overflow-wrap:anywhere]">{detail.name}</h1>
          {detail.managedBy === null ? null : <ManagedLock reason={explainManaged(detail)} />}
          <StatusBadge status={detail.status} variant="pill" detail={explainStatus(detail)} />
          <LiveDot />
        </div>
        <ul className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-fg-2 [&_svg]:text-fg-3 [&>li]:flex [&>li]:min-h-6 [&>li]:min-w-0 [&>li]:items-center [&>li]:gap-1.5">
          <li>
            <Layers aria-hidden className="size-3.5 shrink-0" />
            <span className="sr-only">App Connector Group</span>
            <TextLink
              variant="quiet"
              href={groupHref({ id: detail.groupId, name: detail.groupName })}
              prefetch={false}
              className="truncate"
            >
              {detail.groupName}
            </TextLink>
          </li>
          <li>
            <BadgeCheck aria-hidden className="size-3.5 shrink-0" />
            <span className="sr-only">Signing certificate</span>
            <TextLink variant="quiet" href={certificateHref(certificate)} prefetch={false} className="truncate">
              {certificate.name}
            </TextLink>
          </li>
          <li>
            <Calendar aria-hidden className="size-3.5 shrink-0" />
            {detail.expiresAt === null ? (
              "Never expires"
            ) : (
              <span>
                {detail.status === "expired" ? "Expired " : "Expires "}
                <AbsoluteTime at={detail.expiresAt} dateOnly />
              </span>
            )}
          </li>
          <li>
            <Fingerprint aria-hidden className="size-3.5 shrink-0" />
            <span className="sr-only">Fingerprint</span>
            <code className="font-mono text-xs">{detail.fingerprint}</code>
            <CopyFingerprint name={detail.name} fingerprint={detail.fingerprint} />
          </li>
        </ul>
      </div>
      {actions}
    </div>
  );
}
