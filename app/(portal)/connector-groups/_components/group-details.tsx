"use client";

import type { ListLocation } from "@/components/data-table/list-location";
import { RelativeTime } from "@/components/relative-time";
import { Tag } from "@/components/ui/badge";
import { KeyValues } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { WorldMap } from "@/components/world-map/world-map";
import { formatCount } from "@/lib/format/number";
import { nameCountry } from "@/lib/geo/countries";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";
import { DNS_WORDS, formatSchedule, VERSION_PROFILE_WORDS } from "../../_components/group-fields/group-words";
import { GroupCardActions } from "./group-actions";
import { connectorsHref, keysHref } from "./group-links";

const onOff = (on: boolean) => (on ? "On" : "Off");

type GroupDetailsProps = { group: GroupRow; list: ListLocation; canWrite: boolean; hasConnectors: boolean };

/** All settings of a group. */
export function GroupDetails({ group, list, canWrite, hasConnectors }: GroupDetailsProps) {
  return (
    <>
      <section>
        <h2>Group</h2>
        <KeyValues>
          <dt>Description</dt>
          <dd className="whitespace-pre-line">{group.description === "" ? "None" : group.description}</dd>
          <dt>Connectors</dt>
          <dd>
            {group.connectors === 0 || !hasConnectors ? (
              formatCount(group.connectors, "App Connector")
            ) : (
              <TextLink href={connectorsHref(group.id)} prefetch={false}>
                {formatCount(group.connectors, "App Connector")}
              </TextLink>
            )}
          </dd>
          <dt>Keys</dt>
          <dd>
            {group.keys === 0 ? (
              "No provisioning key"
            ) : (
              <TextLink href={keysHref(group.id)} prefetch={false}>
                {formatCount(group.keys, "provisioning key")}
              </TextLink>
            )}
          </dd>
          {group.updatedByName ? (
            <>
              <dt>Changed by</dt>
              <dd>
                {group.updatedByName}, <RelativeTime at={group.updatedAt} />
              </dd>
            </>
          ) : null}
        </KeyValues>
      </section>
      <section>
        <h2>Location</h2>
        <KeyValues>
          <dt>Place</dt>
          <dd>{group.location === "" ? "Not set" : group.location}</dd>
          <dt>Country</dt>
          <dd>{nameCountry(group.countryCode) ?? "Not set"}</dd>
          <dt>Coordinates</dt>
          <dd>
            {group.latitude === null || group.longitude === null ? "Not set" : `${group.latitude}, ${group.longitude}`}
          </dd>
        </KeyValues>
        {group.latitude === null || group.longitude === null ? null : (
          <WorldMap latitude={group.latitude} longitude={group.longitude} className="mt-3 max-w-60" />
        )}
      </section>
      <section>
        <h2>Settings</h2>
        <KeyValues>
          <dt>DNS resolution</dt>
          <dd>{DNS_WORDS[group.dnsResolution]}</dd>
          <dt>TCP quick ack.</dt>
          <dd>{onOff(group.tcpQuickAck)}</dd>
          <dt>Disaster rec.</dt>
          <dd>{onOff(group.disasterRecovery)}</dd>
          <dt>Version</dt>
          <dd>{VERSION_PROFILE_WORDS[group.versionProfile]}</dd>
          <dt>Updates</dt>
          <dd>{formatSchedule(group)}</dd>
          <dt>Allow list</dt>
          <dd className="flex max-h-40 flex-wrap gap-1 overflow-y-auto">
            {group.allowList.length === 0
              ? "Every address"
              : group.allowList.map((network) => <Tag key={network}>{network}</Tag>)}
          </dd>
        </KeyValues>
      </section>
      {canWrite ? (
        <section className="md:hidden">
          <GroupCardActions group={group} list={list} />
        </section>
      ) : null}
    </>
  );
}
