"use client";

import { CopyButton } from "@/components/copy-button";
import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { Tag } from "@/components/ui/badge";
import { KeyValues } from "@/components/ui/card";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { DownloadMenu } from "./download-menu";
import { CardActions } from "./row-actions";

const WIDE = "grid-cols-[104px_minmax(0,1fr)]";
/** Networks of an allow list that are shown; the rest is a number. */
const NETWORKS_SHOWN = 3;

/** "7A:1C:E4:…:0B:92": both ends of a SHA-256, as other tools print it. */
function shortHash(hex: string): string {
  const pairs = (hex.toUpperCase().match(/../gu) ?? []).map(String);
  return `${pairs.slice(0, 4).join(":")}:…:${pairs.slice(-2).join(":")}`;
}

type KeyDetailsProps = { detail: KeyDetail; canWrite: boolean };

/** What an expanded row shows. */
export function KeyDetails({ detail, canWrite }: KeyDetailsProps) {
  const { signingCertificate: certificate } = detail;
  return (
    <>
      <section>
        <h2>Signing certificate</h2>
        <KeyValues>
          <dt>Name</dt>
          <dd>{certificate.name}</dd>
          {certificate.fingerprintSha256 ? (
            <>
              <dt>SHA-256</dt>
              <dd className="flex items-center gap-0.5">
                <code className="truncate font-mono text-2xs">{shortHash(certificate.fingerprintSha256)}</code>
                <CopyButton
                  label={`Copy SHA-256 of ${certificate.name}`}
                  getText={() => certificate.fingerprintSha256 ?? ""}
                  className="-my-1 max-md:-my-3"
                />
              </dd>
            </>
          ) : null}
          <dt>Expires</dt>
          <dd>{certificate.notAfter ? <AbsoluteTime at={certificate.notAfter} dateOnly until /> : "Not issued yet"}</dd>
          <dt>Issued by</dt>
          <dd>{certificate.issuerCommonName}</dd>
        </KeyValues>
      </section>
      <section>
        <h2>Key</h2>
        <KeyValues>
          <dt>Created by</dt>
          <dd>{detail.createdByName}</dd>
          <dt>Created</dt>
          <dd>
            <AbsoluteTime at={detail.createdAt} />
          </dd>
          {detail.updatedByName ? (
            <>
              <dt>Changed by</dt>
              <dd>
                {detail.updatedByName}, <RelativeTime at={detail.updatedAt} />
              </dd>
            </>
          ) : null}
          <dt>Fingerprint</dt>
          <dd className="flex items-center gap-0.5">
            <code className="truncate font-mono text-2xs">{detail.fingerprint}</code>
            <CopyButton
              label={`Copy fingerprint of ${detail.name}`}
              getText={() => detail.fingerprint}
              className="-my-1 max-md:-my-3"
            />
          </dd>
          <dt>Host</dt>
          <dd>
            <code className="font-mono text-2xs">{detail.host}</code>
          </dd>
          {detail.revealBlock === null ? (
            <>
              <dt>Download as</dt>
              <dd>
                <DownloadMenu id={detail.id} name={detail.name} />
              </dd>
            </>
          ) : null}
        </KeyValues>
      </section>
      <section>
        <h2>Use</h2>
        <KeyValues className={WIDE}>
          <dt>Last used</dt>
          <dd>
            <RelativeTime at={detail.lastUsedAt} />
          </dd>
          <dt>Uses left</dt>
          <dd>{detail.remaining === null ? "Unlimited" : formatNumber(detail.remaining)}</dd>
          <dt>Enrolled</dt>
          <dd>
            {formatCount(detail.connectors.enrolled, "App Connector")}
            {detail.connectors.enrolled > 0 ? (
              <span className="text-fg-3">, {formatNumber(detail.connectors.active)} active</span>
            ) : null}
          </dd>
          <dt>Expires</dt>
          <dd>{detail.expiresAt ? <AbsoluteTime at={detail.expiresAt} until /> : "Never"}</dd>
          <dt>Allow list</dt>
          <dd>
            <Networks list={detail.allowList} />
          </dd>
        </KeyValues>
      </section>
      {canWrite ? (
        <section className="md:hidden">
          <CardActions row={detail} />
        </section>
      ) : null}
    </>
  );
}

function Networks({ list }: { list: readonly string[] }) {
  if (list.length === 0) return "Every address";
  const rest = list.length - NETWORKS_SHOWN;
  return (
    <span className="flex flex-wrap gap-1">
      {list.slice(0, NETWORKS_SHOWN).map((network) => (
        <Tag key={network}>{network}</Tag>
      ))}
      {rest > 0 ? <Tag>+{formatNumber(rest)}</Tag> : null}
    </span>
  );
}
