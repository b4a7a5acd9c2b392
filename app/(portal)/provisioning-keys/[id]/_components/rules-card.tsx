import type { ListLocation } from "@/components/data-table/list-location";
import { AbsoluteTime } from "@/components/relative-time";
import { Tag } from "@/components/ui/badge";
import { Card, CardBody, CardHeader, KeyValues } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { formatMaximum } from "@/lib/format/number";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { certificateHref, groupHref } from "../../../_components/entity-links";
import { editHref } from "../../_components/key-row-links";
import { explainManaged } from "../../_components/row-reasons";

/** What the key was made with. */
export function RulesCard({ detail, here }: { detail: KeyDetail; here: ListLocation }) {
  const { signingCertificate: certificate } = detail;
  return (
    <Card aria-labelledby="rules">
      <CardHeader title={<span id="rules">Rules</span>}>
        {detail.canEdit ? (
          <TextLink href={editHref(here, detail.id)} scroll={false} prefetch={false} className="text-xs">
            Edit
          </TextLink>
        ) : null}
      </CardHeader>
      <CardBody>
        <KeyValues className="grid-cols-[112px_minmax(0,1fr)] gap-y-2 max-xl:grid-cols-[96px_minmax(0,1fr)]">
          {detail.managedBy === null ? null : (
            <>
              <dt>Managed</dt>
              <dd>{explainManaged(detail)}</dd>
            </>
          )}
          <dt>Maximum</dt>
          <dd>{formatMaximum(detail.maximum)}</dd>
          <dt>Allow list</dt>
          <dd>
            {detail.allowList.length === 0 ? (
              "Every address"
            ) : (
              <span className="flex flex-wrap gap-1">
                {detail.allowList.map((network) => (
                  <Tag key={network}>{network}</Tag>
                ))}
              </span>
            )}
          </dd>
          <dt>View or Export</dt>
          <dd>{detail.viewOrExport ? "On" : "Off, for good"}</dd>
          <dt>Group</dt>
          <dd>
            <TextLink variant="quiet" href={groupHref({ id: detail.groupId, name: detail.groupName })} prefetch={false}>
              {detail.groupName}
            </TextLink>
            {detail.groupEnabled ? null : <span className="text-fg-3">, disabled</span>}
          </dd>
          <dt>Certificate</dt>
          <dd>
            <TextLink variant="quiet" href={certificateHref(certificate)} prefetch={false}>
              {certificate.name}
            </TextLink>
            {certificate.notAfter ? (
              <span className="block text-xs text-fg-3">
                until <AbsoluteTime at={certificate.notAfter} dateOnly />
              </span>
            ) : null}
          </dd>
          <dt>Host</dt>
          <dd className="font-mono text-2xs">{detail.host}</dd>
          <dt>Expires</dt>
          <dd>{detail.expiresAt ? <AbsoluteTime at={detail.expiresAt} until /> : "Never"}</dd>
          <dt>Created</dt>
          <dd>
            <AbsoluteTime at={detail.createdAt} />
            <span className="block text-xs text-fg-3">{detail.createdByName}</span>
          </dd>
          {detail.updatedByName ? (
            <>
              <dt>Changed</dt>
              <dd>
                <AbsoluteTime at={detail.updatedAt} />
                <span className="block text-xs text-fg-3">{detail.updatedByName}</span>
              </dd>
            </>
          ) : null}
        </KeyValues>
      </CardBody>
    </Card>
  );
}
