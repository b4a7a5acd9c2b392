"use client";

import type { ListLocation } from "@/components/data-table/list-location";
import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { Banner } from "@/components/ui/banner";
import { KeyValues } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { formatDuration } from "@/lib/format/duration";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { groupHref, keyHref } from "../../_components/entity-links";
import { ConnectorCardActions } from "./connector-actions";

type ConnectorDetailsProps = { connector: ConnectorRow; list: ListLocation; canWrite: boolean };

/** What a connector is, what it reports, and its certificate. */
export function ConnectorDetails({ connector, list, canWrite }: ConnectorDetailsProps) {
  return (
    <>
      <section>
        <h2>Connector</h2>
        {connector.runsTwice ? (
          <Banner tone="warn" className="mb-2.5">
            Two processes report with this certificate: its state directory was copied.
          </Banner>
        ) : null}
        <KeyValues>
          <dt>Description</dt>
          <dd className="whitespace-pre-line">{connector.description === "" ? "None" : connector.description}</dd>
          <dt>Group</dt>
          <dd>
            <TextLink href={groupHref({ id: connector.groupId, name: connector.groupName })} prefetch={false}>
              {connector.groupName}
            </TextLink>
          </dd>
          <dt>Location</dt>
          <dd>{connector.location === "" ? "Not set" : connector.location}</dd>
          <dt>Key</dt>
          <dd>
            {connector.isKeyDeleted ? (
              `${connector.keyName} (deleted)`
            ) : (
              <TextLink href={keyHref({ id: connector.keyId })} prefetch={false}>
                {connector.keyName}
              </TextLink>
            )}
          </dd>
          <dt>Enrolled</dt>
          <dd>
            <AbsoluteTime at={connector.enrolledAt} />
          </dd>
          <dt>Fingerprint</dt>
          <dd className="font-mono text-xs">{connector.fingerprint ?? "Not told"}</dd>
        </KeyValues>
      </section>
      <section>
        <h2>Last report</h2>
        <KeyValues>
          <dt>Last seen</dt>
          <dd>
            <RelativeTime at={connector.lastSeenAt} />
          </dd>
          <dt>Uptime</dt>
          <dd>{connector.uptimeSeconds === null ? "Unknown" : formatDuration(connector.uptimeSeconds)}</dd>
          <dt>Version</dt>
          <dd>{connector.softwareVersion ?? "Unknown"}</dd>
          <dt>Platform</dt>
          <dd>{connector.platform ?? "Unknown"}</dd>
          <dt>Host name</dt>
          <dd>{connector.hostname ?? "Unknown"}</dd>
          <dt>Public IP</dt>
          <dd>{connector.publicIp ?? "Unknown"}</dd>
          <dt>Private IP</dt>
          <dd>{connector.addresses.length === 0 ? "Unknown" : connector.addresses.join(", ")}</dd>
        </KeyValues>
      </section>
      <section>
        <h2>Enrollment certificate</h2>
        <ConnectorCertificate connector={connector} />
      </section>
      {canWrite ? (
        <section className="md:hidden">
          <ConnectorCardActions connector={connector} list={list} />
        </section>
      ) : null}
    </>
  );
}

function ConnectorCertificate({ connector }: { connector: ConnectorRow }) {
  const { certificateNotAfter, certificateSerial, certificateIssuer, revokedAt, status } = connector;
  if (certificateNotAfter === null) {
    return (
      <p className="text-fg-2">
        {status === "pending" ? "None yet: it is issued when the connector is approved." : "None."}
      </p>
    );
  }
  return (
    <KeyValues>
      <dt>Serial</dt>
      <dd className="font-mono text-xs">{certificateSerial}</dd>
      <dt>Issued by</dt>
      <dd>{certificateIssuer}</dd>
      <dt>{status === "certificate_expired" ? "Expired" : "Expires"}</dt>
      <dd>
        <AbsoluteTime at={certificateNotAfter} until />
      </dd>
      {revokedAt === null ? null : (
        <>
          <dt>Revoked</dt>
          <dd>
            <AbsoluteTime at={revokedAt} />
          </dd>
        </>
      )}
    </KeyValues>
  );
}
