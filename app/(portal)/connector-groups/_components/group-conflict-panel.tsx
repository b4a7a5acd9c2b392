"use client";

import { RelativeTime } from "@/components/relative-time";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { nameCountry } from "@/lib/geo/countries";
import type { GroupField, GroupValue } from "../../_components/group-fields/group-fields";
import { DNS_WORDS, formatMinute, VERSION_PROFILE_WORDS } from "../../_components/group-fields/group-words";

export type MetConflict = {
  changedBy: string;
  changedAt: string;
  version: number;
  saved: GroupValue;
  /** Fields that both changed, to different values. */
  differing: GroupField[];
  /** Fields that only the other person changed; the form has their values now. */
  takenOver: GroupField[];
};

const LABELS: Record<GroupField, string> = {
  name: "Name",
  enabled: "Group enabled",
  description: "Description",
  location: "Location",
  latitude: "Latitude",
  longitude: "Longitude",
  countryCode: "Country",
  dnsResolution: "DNS resolution",
  tcpQuickAck: "TCP quick acknowledgement",
  disasterRecovery: "Disaster recovery",
  allowList: "Allow list",
  versionProfile: "Version profile",
  updateDay: "Update day",
  updateMinute: "Update time",
};
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

type GroupConflictPanelProps = { conflict: MetConflict; onTake: (field: GroupField) => void };

/** Says who saved first and what; where both changed the same field, theirs can be taken. */
export function GroupConflictPanel({ conflict, onTake }: GroupConflictPanelProps) {
  const { changedBy, changedAt, saved, differing, takenOver } = conflict;
  return (
    <Banner tone="warn" role="alert">
      <p>
        <b className="font-medium">{changedBy}</b> changed this group while you were editing it (
        <RelativeTime at={changedAt} />
        ). Nothing of yours was saved yet.
      </p>
      {takenOver.length > 0 ? (
        <p className="mt-1">
          Taken over from {changedBy}: {takenOver.map((field) => LABELS[field]).join(", ")}.
        </p>
      ) : null}
      {differing.length > 0 ? (
        <ul className="mt-2 flex flex-col gap-1.5">
          {differing.map((field) => (
            <li key={field} className="flex flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
              <span>
                {LABELS[field]}, saved by {changedBy}: <b className="font-medium">{showField(field, saved)}</b>
              </span>
              <Button size="sm" onClick={() => onTake(field)} aria-label={`Use the saved ${LABELS[field]}`}>
                Use this
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </Banner>
  );
}

function showField(field: GroupField, value: GroupValue): string {
  if (field === "dnsResolution") return DNS_WORDS[value.dnsResolution];
  if (field === "versionProfile") return VERSION_PROFILE_WORDS[value.versionProfile];
  if (field === "updateDay") return DAYS[value.updateDay] ?? "";
  if (field === "updateMinute") return `${formatMinute(value.updateMinute)} UTC`;
  if (field === "countryCode") return nameCountry(value.countryCode) ?? "none";
  if (field === "allowList") return value.allowList.length === 0 ? "every address" : value.allowList.join(", ");
  const plain = value[field];
  if (typeof plain === "boolean") return plain ? "on" : "off";
  return plain === null || plain === "" ? "none" : String(plain);
}
